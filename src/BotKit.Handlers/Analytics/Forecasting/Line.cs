namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>A straight line by least squares.</summary>
internal static class Line
{
    /// <returns>The value at position 0, which is one before the first value, and the rise per position.</returns>
    public static (double Intercept, double Slope) Through(ReadOnlySpan<double> values)
    {
        var count = values.Length;
        double sum = 0, weighted = 0;
        for (var at = 0; at < count; at++)
        {
            sum += values[at];
            weighted += values[at] * (at + 1);
        }

        var middle = (count + 1) / 2d;
        var mean = sum / count;
        var slope = count < 2 ? 0 : (weighted - (count * middle * mean)) / (count * ((double)count * count - 1) / 12);
        return (mean - (slope * middle), slope);
    }
}
