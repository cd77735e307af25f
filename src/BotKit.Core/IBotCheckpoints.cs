namespace BotKit;

/// <summary>
/// What a run left behind to go on from, step by step. It is kept with the run when it is lost with its process, put back or
/// yields; writes of a node that does not hold the run any more are refused.
/// </summary>
public interface IBotCheckpoints
{
    /// <summary>Reads what a step came to.</summary>
    /// <typeparam name="T">What it came to; known to JSON like inputs and results.</typeparam>
    /// <param name="step">The step's name, unique within the run, 1 to 200 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; the default value when the step left none.</returns>
    ValueTask<T?> ReadAsync<T>(string step, CancellationToken cancellationToken = default);

    /// <summary>Writes what a step came to, over what it came to before; it is committed when this returns.</summary>
    /// <typeparam name="T">What it came to; known to JSON like inputs and results.</typeparam>
    /// <param name="step">The step's name, unique within the run, 1 to 200 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="OperationCanceledException">This node does not hold the run any more.</exception>
    ValueTask WriteAsync<T>(string step, T value, CancellationToken cancellationToken = default);

    /// <summary>Makes a checkpoint that is written together with <see cref="BotContext.Yield(TimeSpan, BotCheckpoint)"/>.</summary>
    /// <typeparam name="T">What the step came to; known to JSON like inputs and results.</typeparam>
    /// <param name="step">The step's name, unique within the run, 1 to 200 characters.</param>
    /// <param name="value">The value.</param>
    BotCheckpoint Make<T>(string step, T value);
}
