using BotKit.Handlers.Analytics;

namespace BotKit.Handlers;

/// <summary>
/// Works out figures from databases, files and BotKit's own ledger: KPIs, comparisons, cohorts, Pareto, trends, anomalies, forecasts, and
/// reports of all of them. In a dry run it says what it would read and write. Register it with <c>AddAnalyticsBot</c>.
/// </summary>
/// <param name="analytics">Does the work.</param>
/// <param name="timeProvider">Says what time it is for runs without a schedule.</param>
public sealed class AnalyticsBot(IAnalyticsService analytics, TimeProvider timeProvider) : BaseBot<AnalyticsInput, AnalyticsResult>
{
    /// <inheritdoc/>
    protected override async ValueTask<AnalyticsResult> ExecuteAsync(AnalyticsInput input, BotContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var run = new AnalyticsRun(context.ScheduledFor ?? timeProvider.GetUtcNow())
        {
            Bot = context.Bot,
            ExecutionId = context.ExecutionId,
            Progress = context.Report,
        };
        if (context.IsDryRun)
        {
            return await analytics.PlanAsync(input, run, cancellationToken).ConfigureAwait(false);
        }

        var result = await analytics.RunAsync(input, run, cancellationToken).ConfigureAwait(false);
        context.Report(1, "Done");
        return result;
    }

    /// <summary>Says which of the configured datasets cannot be reached.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    /// <exception cref="BotException">At least one cannot be reached.</exception>
    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => analytics.CheckAsync(cancellationToken);
}
