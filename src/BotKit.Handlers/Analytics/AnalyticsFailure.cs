namespace BotKit.Handlers.Analytics;

/// <summary>Makes the exception whose message reaches the caller, with the verdict on each code.</summary>
internal static class AnalyticsFailure
{
    /// <summary>What lies in the input or in the data is a warning; what ails the host or a database counts for the circuit.</summary>
    public static BotException Of(string code, string message, Exception? cause = null) => new(code, message, cause)
    {
        Severity = code switch
        {
            AnalyticsErrorCodes.SourceUnavailable
                or AnalyticsErrorCodes.SourceTimeout
                or AnalyticsErrorCodes.ScratchFailed
                or AnalyticsErrorCodes.ReportNotSent => BotSeverity.Standard,
            _ => BotSeverity.Warning,
        },
        IsTransient = code is AnalyticsErrorCodes.SourceUnavailable,
    };
}
