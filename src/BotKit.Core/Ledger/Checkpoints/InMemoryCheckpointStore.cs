namespace BotKit.Ledger;

/// <summary>Checkpoints of the runs that the in-memory store holds.</summary>
internal sealed class InMemoryCheckpointStore(InMemoryRuns runs) : IBotCheckpointStore
{
    public ValueTask<IReadOnlyList<BotCheckpoint>> ReadAsync(Guid executionId, CancellationToken cancellationToken)
    {
        lock (runs.Gate)
        {
            return new([.. runs.Find(executionId)?.Checkpoints ?? runs.Ring.FindEnded(executionId)?.Checkpoints ?? []]);
        }
    }

    public ValueTask<bool> WriteAsync(Guid executionId, long fence, BotCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (runs.Gate)
        {
            if (runs.Find(executionId, fence) is not { } run)
            {
                return new(false);
            }

            runs.Keep(run, checkpoint);
            return new(true);
        }
    }
}
