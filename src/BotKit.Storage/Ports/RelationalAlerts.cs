using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalAlerts(RelationalStore store) : IBotAlertStore
{
    public async ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken)
        => await store.WriteAsync(alert, AlertStatements.Save, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return await store.ReadAsync((connection, token) => AlertStatements.ListAsync(connection, count, token), cancellationToken).ConfigureAwait(false);
    }
}
