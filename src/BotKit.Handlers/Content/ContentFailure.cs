namespace BotKit.Handlers.Content;

/// <summary>Makes the exception whose message reaches the caller, with the verdict on each code.</summary>
internal static class ContentFailure
{
    /// <summary>What is wrong with one input or one template is data, so that it does not open the circuit for all others.</summary>
    public static BotException Of(string code, string message, Exception? cause = null, TimeSpan? retryAfter = null) => new(code, message, cause)
    {
        Severity = code is ContentErrorCodes.ModelUnavailable or ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelRefused
            or ContentErrorCodes.ModelTimeout or ContentErrorCodes.ModelOutputInvalid or ContentErrorCodes.ContentBusy
            ? BotSeverity.Standard
            : BotSeverity.Warning,
        IsTransient = code is ContentErrorCodes.ModelUnavailable or ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelTimeout or ContentErrorCodes.ContentBusy,
        RetryAfter = retryAfter,
    };
}
