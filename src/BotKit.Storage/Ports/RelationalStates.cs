using BotKit.State;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalStates(RelationalStore store) : IBotStateStore
{
    public bool IsShared => store.Dialect.IsShared;

    public async ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => StateStatements.FindAsync(connection, bot, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken)
        => await store.ReadAsync(StateStatements.ListAsync, cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken)
    {
        var isWritten = await store.WriteAsync((bot, state), StateStatements.Write, cancellationToken).ConfigureAwait(false);
        if (isWritten)
        {
            // It may have been a resume or a reset.
            store.Wake();
        }

        return isWritten;
    }
}
