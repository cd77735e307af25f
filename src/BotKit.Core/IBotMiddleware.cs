namespace BotKit;

/// <summary>Code around a bot, once per run: outside the circuit, timeout and retries, inside gates and validation.</summary>
public interface IBotMiddleware
{
    /// <summary>Does something before and after the bot, or instead of it.</summary>
    /// <param name="context">The run; after <paramref name="next"/> it holds the result or the failure.</param>
    /// <param name="next">The rest of the pipeline. A failure of the bot is not thrown: see <see cref="BotContext.Failure"/>.</param>
    /// <param name="cancellationToken">Fires when the run is canceled.</param>
    ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken);
}
