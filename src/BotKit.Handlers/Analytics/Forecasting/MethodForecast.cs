namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>A method's forecast of the series as it is, and how far it errs.</summary>
/// <param name="Values">The value of each step ahead.</param>
/// <param name="Spreads">The standard error of each step; a share of the value when <paramref name="IsRelative"/>.</param>
/// <param name="IsRelative">Whether errors are shares.</param>
internal sealed record MethodForecast(double[] Values, double[] Spreads, bool IsRelative)
{
    /// <summary>Values and errors that a method gave up to here use so many degrees of freedom.</summary>
    private const int Freedom = 3;

    /// <summary>The first errors tell of the start, not of the method.</summary>
    private const int WarmUp = 2;

    private const double LeastSpread = 1e-12;

    public static MethodForecast Of(SeasonalAdjustment adjustment, FittedMethod fit)
    {
        var length = adjustment.Values.Length;
        var sum = 0d;
        for (var at = WarmUp; at < length; at++)
        {
            var scale = adjustment.IsMultiplicative ? Math.Max(Math.Abs(adjustment.Values[at] - fit.Errors[at]), LeastSpread) : 1;
            sum += fit.Errors[at] / scale * (fit.Errors[at] / scale);
        }

        var spread = Math.Max(Math.Sqrt(sum / Math.Max(1, length - WarmUp - Freedom)), LeastSpread);
        return new(
            [.. fit.Forecast.Select((value, step) => adjustment.Restore(value, length + step))],
            [.. fit.Growth.Select(growth => growth * spread)],
            adjustment.IsMultiplicative);
    }

    /// <summary>How many standard errors an actual value is off.</summary>
    public double Deviation(int step, double actual)
        => (IsRelative ? Math.Log(actual / Math.Max(Values[step], LeastSpread)) : actual - Values[step]) / Spreads[step];

    /// <summary>The value that is so many standard errors off.</summary>
    public double At(int step, double deviations)
        => IsRelative ? Math.Max(Values[step], 0) * Math.Exp(deviations * Spreads[step]) : Values[step] + (deviations * Spreads[step]);
}
