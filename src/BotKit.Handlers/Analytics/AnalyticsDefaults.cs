namespace BotKit.Handlers.Analytics;

/// <summary>The defaults of the analytics bot, in one place.</summary>
internal static class AnalyticsDefaults
{
    public const string Provider = "sqlite";
    public const string TimeZone = "UTC";
    public const long MaxRows = 20_000_000;
    public const int Top = 20;
    public const int CohortSteps = 12;
    public const double ParetoShare = .8;
    public const double Level = .95;

    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
}
