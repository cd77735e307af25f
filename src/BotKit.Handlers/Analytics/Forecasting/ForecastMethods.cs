namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>The methods that an automatic forecast chooses among.</summary>
internal static class ForecastMethods
{
    public const ForecastMethod Default = ForecastMethod.Combination;

    /// <summary>All of them, the default one first.</summary>
    public static readonly IReadOnlyList<ForecastMethod> All =
    [
        ForecastMethod.Combination,
        ForecastMethod.Theta,
        ForecastMethod.DampedTrend,
        ForecastMethod.Smoothing,
        ForecastMethod.SeasonalNaive,
    ];

    private static readonly ThetaMethod Theta = new();
    private static readonly DampedTrendMethod DampedTrend = new(trend: true);
    private static readonly DampedTrendMethod Smoothing = new(trend: false);

    /// <summary>What each of some methods says, nothing fitted twice.</summary>
    public static Dictionary<ForecastMethod, MethodForecast> Fit(IEnumerable<ForecastMethod> methods, double[] values, int period, int horizon)
    {
        var adjustment = SeasonalAdjustment.Of(values, period);
        var theta = new Lazy<FittedMethod>(() => BothScales(Theta, adjustment.Values, horizon));
        var damped = new Lazy<FittedMethod>(() => BothScales(DampedTrend, adjustment.Values, horizon));
        return methods.ToDictionary(method => method, method => method switch
        {
            ForecastMethod.Combination => MethodForecast.Of(adjustment, FittedMethod.Mean(theta.Value, damped.Value)),
            ForecastMethod.Theta => MethodForecast.Of(adjustment, theta.Value),
            ForecastMethod.DampedTrend => MethodForecast.Of(adjustment, damped.Value),
            ForecastMethod.Smoothing => MethodForecast.Of(adjustment, Smoothing.Fit(adjustment.Values, horizon)),
            ForecastMethod.SeasonalNaive => MethodForecast.Of(
                SeasonalAdjustment.None(values), new SeasonalNaiveMethod(period).Fit(values, horizon)),
            _ => throw new ArgumentOutOfRangeException(nameof(methods)),
        });
    }

    private static FittedMethod BothScales(IForecastMethod method, double[] values, int horizon)
        => FittedMethod.Mean(new LogMethod(method).Fit(values, horizon), method.Fit(values, horizon));
}
