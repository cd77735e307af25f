namespace BotKit.Handlers.Analytics;

/// <summary>Does the work of <see cref="AnalyticsBot"/>; it can also be asked directly. Inputs must have passed the bot's validation.</summary>
public interface IAnalyticsService
{
    /// <summary>Does what an input asks for.</summary>
    /// <param name="input">The input.</param>
    /// <param name="run">For when and for whom.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotException">It cannot be done; the code is one of <see cref="AnalyticsErrorCodes"/>.</exception>
    ValueTask<AnalyticsResult> RunAsync(AnalyticsInput input, AnalyticsRun run, CancellationToken cancellationToken);

    /// <summary>Says what an input would do, and looks whether its source is there; reads no rows and writes nothing.</summary>
    /// <param name="input">The input.</param>
    /// <param name="run">For when and for whom.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotException">It could not be done.</exception>
    ValueTask<AnalyticsPlan> PlanAsync(AnalyticsInput input, AnalyticsRun run, CancellationToken cancellationToken);

    /// <summary>Looks whether all configured datasets can be reached.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotException">At least one cannot; the message names those.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
