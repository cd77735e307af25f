namespace BotKit.Handlers.Analytics;

/// <summary>What people call things.</summary>
internal static class OperationWords
{
    public static string Of(TimeGrain grain) => grain switch
    {
        TimeGrain.Minute => "minute",
        TimeGrain.Hour => "hour",
        TimeGrain.Day => "day",
        TimeGrain.Week => "week",
        TimeGrain.Month => "month",
        TimeGrain.Quarter => "quarter",
        _ => "year",
    };

    public static string Of(ForecastMethod method) => method switch
    {
        ForecastMethod.Combination => "combination of Theta and damped trend",
        ForecastMethod.Theta => "Theta",
        ForecastMethod.DampedTrend => "damped trend",
        ForecastMethod.Smoothing => "exponential smoothing",
        ForecastMethod.SeasonalNaive => "seasonal naive",
        _ => "automatic",
    };

    public static string Of(AnomalyKind kind) => kind switch
    {
        AnomalyKind.High => "unusually high",
        AnomalyKind.Low => "unusually low",
        _ => "unusual course",
    };
}
