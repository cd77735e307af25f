namespace BotKit.Handlers.Analytics;

/// <summary>A figure at every step of time.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Grain">The steps.</param>
/// <param name="Start">The begin of the first step.</param>
/// <param name="Values">The figure at each step.</param>
internal sealed record Series(AnalyticsFigure Figure, TimeGrain Grain, DateTime Start, double[] Values)
{
    public DateTime At(int step) => TimeSteps.Add(Start, Grain, step);

    public IReadOnlyList<AnalyticsPoint> Points() => [.. Values.Select((value, step) => new AnalyticsPoint(At(step), value))];

    /// <exception cref="BotException">There are fewer steps.</exception>
    public void RequireLength(int least)
    {
        if (Values.Length < least)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooShort, $"There are {Values.Length} whole steps of time with rows; at least {least} are needed.");
        }
    }
}
