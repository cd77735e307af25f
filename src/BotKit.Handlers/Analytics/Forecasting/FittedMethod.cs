namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>What a method says about a series.</summary>
/// <param name="Forecast">The value of each step ahead.</param>
/// <param name="Growth">How much wider the error of each step is than that of the first.</param>
/// <param name="Errors">The errors one step ahead within the series.</param>
internal sealed record FittedMethod(double[] Forecast, double[] Growth, double[] Errors)
{
    /// <summary>The mean of two methods; combined, they err less than most single ones (Makridakis and Hibon, 2000).</summary>
    public static FittedMethod Mean(FittedMethod one, FittedMethod other)
        => new(Mean(one.Forecast, other.Forecast), Mean(one.Growth, other.Growth), Mean(one.Errors, other.Errors));

    private static double[] Mean(double[] one, double[] other) => [.. one.Zip(other, static (a, b) => (a + b) / 2)];
}
