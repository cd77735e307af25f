namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>How a series is watched.</summary>
/// <param name="Season">The values of one season, such as 24 for hours of a day; the course of values is compared over a quarter, a half and a whole of it.</param>
/// <param name="Threshold">From which score on a value is an anomaly.</param>
internal sealed record AnomalySettings(int Season, double Threshold = AnomalySettings.DefaultThreshold)
{
    /// <summary>One threshold for all series: scores are rarities, not sizes.</summary>
    public const double DefaultThreshold = 1.4;
}
