namespace BotKit.Handlers;

/// <summary>Asks how a figure goes on; the answer is an <see cref="AnalyticsForecast"/>.</summary>
public sealed record AnalyticsForecastInput : AnalyticsSeriesInput
{
    /// <summary>The steps ahead, 1 to 1,000.</summary>
    public required int Horizon { get; init; }

    /// <summary>How. Default <see cref="ForecastMethod.Auto"/>.</summary>
    public ForecastMethod? Method { get; init; }

    /// <summary>The share of actual values that the intervals should hold, 0.5 to 0.999. Default 0.95.</summary>
    public double? Level { get; init; }
}
