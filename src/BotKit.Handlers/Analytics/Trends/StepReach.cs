namespace BotKit.Handlers.Analytics;

/// <summary>
/// How far rows reach within their step of time, as shares of it. A first step whose rows begin much later than those of the others, or a
/// last one whose rows end much earlier, is not whole; rows that are dated the first of each month reach as far in every step.
/// </summary>
internal static class StepReach
{
    private const double Much = .2;

    /// <param name="steps">The first and the last share of each step, oldest first.</param>
    /// <returns>Whether the first, and whether the last one is whole.</returns>
    public static (bool First, bool Last) AreWhole(IReadOnlyList<(double From, double To)> steps)
    {
        if (steps.Count < 2)
        {
            return (true, true);
        }

        return (
            steps[0].From - Median(steps.Skip(1).Select(static step => step.From)) <= Much,
            Median(steps.SkipLast(1).Select(static step => step.To)) - steps[^1].To <= Much);
    }

    private static double Median(IEnumerable<double> shares)
    {
        double[] sorted = [.. shares.Order()];
        return sorted[sorted.Length / 2];
    }
}
