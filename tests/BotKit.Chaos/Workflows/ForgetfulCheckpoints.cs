using BotKit.Ledger;

namespace BotKit.Chaos.Workflows;

/// <summary>Says that it has written, and every fourth time has not.</summary>
internal sealed class ForgetfulCheckpoints(IBotCheckpointStore inner) : IBotCheckpointStore
{
    private int _writes;

    public ValueTask<IReadOnlyList<BotCheckpoint>> ReadAsync(Guid executionId, CancellationToken cancellationToken) => inner.ReadAsync(executionId, cancellationToken);

    public ValueTask<bool> WriteAsync(Guid executionId, long fence, BotCheckpoint checkpoint, CancellationToken cancellationToken)
        => Interlocked.Increment(ref _writes) % 4 == 0 ? new(true) : inner.WriteAsync(executionId, fence, checkpoint, cancellationToken);
}
