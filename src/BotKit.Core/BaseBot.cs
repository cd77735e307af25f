using System.ComponentModel;

namespace BotKit;

/// <summary>
/// The base of every bot. Override <see cref="ExecuteAsync"/>; nobody can call it but the pipeline, so there is no way
/// around validation, limits, timeout, retry and circuit.
/// </summary>
/// <typeparam name="TInput">What the bot takes.</typeparam>
/// <typeparam name="TResult">What the bot returns.</typeparam>
/// <remarks>A bot is made anew for each attempt, in the dependency-injection scope of its run.</remarks>
public abstract class BaseBot<TInput, TResult> : IBotShape
{
    /// <summary>Does the work.</summary>
    /// <param name="input">The validated input.</param>
    /// <param name="context">The run: its id, attempt, logger, progress, child runs.</param>
    /// <param name="cancellationToken">Fires when the caller or an operator cancels, or a timeout passes; honour it.</param>
    /// <returns>The result.</returns>
    protected abstract ValueTask<TResult> ExecuteAsync(TInput input, BotContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Says whether what the bot needs is reachable; throws when it is not. It runs in its own scope, without a run,
    /// a pipeline or an effect on the circuit. Default: nothing is needed.
    /// </summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    protected virtual ValueTask CheckAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    internal ValueTask<TResult> InvokeExecuteAsync(TInput input, BotContext context, CancellationToken cancellationToken)
        => ExecuteAsync(input, context, cancellationToken);

    internal ValueTask InvokeCheckAsync(CancellationToken cancellationToken) => CheckAsync(cancellationToken);

    [EditorBrowsable(EditorBrowsableState.Never)]
    static void IBotShape.Accept(IBotShapeVisitor visitor) => visitor.Visit<TInput, TResult>();
}
