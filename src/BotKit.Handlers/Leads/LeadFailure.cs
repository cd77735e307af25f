namespace BotKit.Handlers.Leads;

/// <summary>Makes the exception whose message reaches the caller, with the verdict on each code.</summary>
internal static class LeadFailure
{
    /// <summary>
    /// What is wrong with one file or one input is data (<see cref="BotSeverity.Warning"/>), so that it does not open the
    /// circuit for all others.
    /// </summary>
    public static BotException Of(string code, string message, Exception? cause = null) => new(code, message, cause)
    {
        Severity = code is LeadErrorCodes.LeadsBusy or LeadErrorCodes.ModelUnreadable ? BotSeverity.Standard : BotSeverity.Warning,
        IsTransient = code == LeadErrorCodes.LeadsBusy,
    };
}
