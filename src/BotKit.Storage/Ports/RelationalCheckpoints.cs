using BotKit.Ledger;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalCheckpoints(RelationalStore store) : IBotCheckpointStore
{
    public async ValueTask<IReadOnlyList<BotCheckpoint>> ReadAsync(Guid executionId, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => CheckpointStatements.ReadAsync(connection, executionId, token), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<bool> WriteAsync(Guid executionId, long fence, BotCheckpoint checkpoint, CancellationToken cancellationToken)
        => await store.WriteAsync((executionId, fence, checkpoint), CheckpointStatements.WriteFenced, cancellationToken).ConfigureAwait(false);
}
