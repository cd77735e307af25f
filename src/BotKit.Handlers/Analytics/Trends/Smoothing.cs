namespace BotKit.Handlers.Analytics;

/// <summary>Moving averages.</summary>
internal static class Smoothing
{
    /// <summary>The mean of the values around each one; towards the ends of fewer, so that a line stays a line.</summary>
    /// <param name="values">The series.</param>
    /// <param name="width">How many values around each; an even number is one more.</param>
    public static double[] Centred(double[] values, int width)
    {
        var sums = new double[values.Length + 1];
        for (var at = 0; at < values.Length; at++)
        {
            sums[at + 1] = sums[at] + values[at];
        }

        return [.. values.Select((_, at) =>
        {
            var half = Math.Min(width / 2, Math.Min(at, values.Length - 1 - at));
            return (sums[at + half + 1] - sums[at - half]) / ((2 * half) + 1);
        })];
    }
}
