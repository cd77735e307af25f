namespace BotKit.Ledger;

/// <summary>Keeps what runs left behind to go on from. It goes with its run.</summary>
public interface IBotCheckpointStore
{
    /// <summary>Reads all checkpoints of a run, in the order in which they were first written.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotCheckpoint>> ReadAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Writes a checkpoint, over an earlier one of the same step.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="fence">The fence of its hand-out.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether the fence was good.</returns>
    ValueTask<bool> WriteAsync(Guid executionId, long fence, BotCheckpoint checkpoint, CancellationToken cancellationToken);
}
