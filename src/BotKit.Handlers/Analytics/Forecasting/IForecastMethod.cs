namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>A way to continue a series that has no seasonality (any more).</summary>
internal interface IForecastMethod
{
    /// <param name="values">The series, at least 2 finite values.</param>
    /// <param name="horizon">The steps ahead.</param>
    FittedMethod Fit(double[] values, int horizon);
}
