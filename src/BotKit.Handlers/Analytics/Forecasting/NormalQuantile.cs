namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>How many standard errors hold a share of a normal distribution, by Acklam's rational approximation (relative error below 1.2e-9).</summary>
internal static class NormalQuantile
{
    private const double Tail = .02425;

    private static readonly double[] MiddleAbove =
        [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];
    private static readonly double[] MiddleBelow =
        [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];
    private static readonly double[] TailAbove =
        [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];
    private static readonly double[] TailBelow =
        [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1];

    /// <param name="level">The share in the middle, such as .95.</param>
    /// <returns>The half width in standard errors: 1.96 for .95.</returns>
    public static double HalfWidth(double level)
    {
        var upper = (1 - level) / 2;
        if (upper < Tail)
        {
            var q = Math.Sqrt(-2 * Math.Log(upper));
            return -Polynomial(TailAbove, q) / Polynomial(TailBelow, q);
        }

        var middle = level / 2;
        return middle * Polynomial(MiddleAbove, middle * middle) / Polynomial(MiddleBelow, middle * middle);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var value = 0d;
        foreach (var coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
