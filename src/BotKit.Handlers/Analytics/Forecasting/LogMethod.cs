namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>Another method on the logarithms of a series, for growth in per cent; series that reach zero or span too much keep the method itself.</summary>
internal sealed class LogMethod(IForecastMethod method) : IForecastMethod
{
    private const double MaxSpan = 1e4;
    private const double MaxRise = 10;

    public FittedMethod Fit(double[] values, int horizon)
    {
        var (least, greatest) = (values.Min(), values.Max());
        if (least <= 0 || greatest / least > MaxSpan)
        {
            return method.Fit(values, horizon);
        }

        var fit = method.Fit([.. values.Select(static value => Math.Log(value))], horizon);
        var forecast = fit.Forecast.Select(value => Math.Min(Math.Exp(value), MaxRise * greatest));
        var errors = fit.Errors.Select((error, at) => values[at] * (1 - Math.Exp(-error)));
        return fit with { Forecast = [.. forecast], Errors = [.. errors] };
    }
}
