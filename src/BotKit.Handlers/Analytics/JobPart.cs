namespace BotKit.Handlers.Analytics;

/// <summary>An operation that is compiled, or why it could not be.</summary>
/// <param name="Input">The operation.</param>
/// <param name="Analysis">What asks the rows; <see langword="null"/> when it could not be compiled.</param>
/// <param name="Failure">Why not.</param>
internal sealed record JobPart(AnalyticsRowsInput Input, Analysis? Analysis, BotException? Failure)
{
    public static JobPart Of(AnalyticsRowsInput input, AnalyticsPeriod? period, AnalysisCompiler compiler, AnalysisContext context, bool mayFail)
    {
        try
        {
            return new(input, compiler.Compile(input, period, context), null);
        }
        catch (BotException failure) when (mayFail && failure.Severity == BotSeverity.Warning)
        {
            return new(input, null, failure);
        }
    }

    /// <summary>What it found, or why it could not.</summary>
    public (AnalyticsResult? Result, BotException? Failure) TryRun(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        try
        {
            return Analysis is null ? (null, Failure) : (Analysis.Run(rows, read, cancellationToken), null);
        }
        catch (BotException failure) when (failure.Severity == BotSeverity.Warning)
        {
            return (null, failure);
        }
    }
}
