namespace BotKit.Handlers;

/// <summary>Asks for the steps of time at which a figure was unusual, judged from what came before alone; the answer is an <see cref="AnalyticsAnomalies"/>.</summary>
public sealed record AnalyticsAnomaliesInput : AnalyticsSeriesInput
{
    /// <summary>From which rarity on a step is told of, 0.5 to 10: higher means fewer. It is the same for all series. Default 1.4.</summary>
    public double? Threshold { get; init; }
}
