using BotKit.Notifications;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalAlerts(RelationalStore store) : IBotAlertStore
{
    public async ValueTask<BotAlertRaised> RaiseAsync(BotAlert alert, TimeSpan window, CancellationToken cancellationToken)
        => await store.WriteAsync(new AlertRaise(alert, window, store.TimeProvider.GetUtcNow()), AlertRaising.Raise, cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask SaveAsync(BotAlert alert, CancellationToken cancellationToken)
        => await store.WriteAsync(alert, AlertStatements.Save, cancellationToken).ConfigureAwait(false);

    public async ValueTask<BotAlert?> FindAsync(Guid id, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => AlertStatements.FindAsync(connection, id, token), cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<BotAlert>> ListAsync(int count, CancellationToken cancellationToken)
        => ListAsync(new BotAlertQuery { Count = count }, cancellationToken);

    public async ValueTask<IReadOnlyList<BotAlert>> ListAsync(BotAlertQuery query, CancellationToken cancellationToken)
    {
        query.ThrowIfInvalid();
        return await store.ReadAsync((connection, token) => AlertStatements.ListAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<BotAlert?> AcknowledgeAsync(Guid id, string by, string? note, CancellationToken cancellationToken)
        => await store.WriteAsync((id, by, note), AlertStatements.Acknowledge, cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> TryEscalateAsync(Guid id, int level, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        return await store.WriteAsync(
            (id, level, Guid.CreateVersion7(store.TimeProvider.GetUtcNow())), AlertStatements.Escalate, cancellationToken).ConfigureAwait(false);
    }
}
