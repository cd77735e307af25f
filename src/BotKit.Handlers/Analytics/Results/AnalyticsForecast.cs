namespace BotKit.Handlers;

/// <summary>How a figure goes on.</summary>
public sealed record AnalyticsForecast : AnalyticsResult
{
    /// <summary>The figure.</summary>
    public required AnalyticsFigure Figure { get; init; }

    /// <summary>The steps of time.</summary>
    public required TimeGrain Grain { get; init; }

    /// <summary>The figure up to now, every step.</summary>
    public required IReadOnlyList<AnalyticsPoint> History { get; init; }

    /// <summary>The method that was used.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>The share of actual values that the intervals should hold.</summary>
    public required double Level { get; init; }

    /// <summary>The steps ahead.</summary>
    public required IReadOnlyList<AnalyticsForecastPoint> Steps { get; init; }

    /// <summary>How far each method erred on the last part of the series itself, best first; empty when the series is too short.</summary>
    public required IReadOnlyList<AnalyticsMethodError> Errors { get; init; }
}
