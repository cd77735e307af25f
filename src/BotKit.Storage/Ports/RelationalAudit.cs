using BotKit.Ledger;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalAudit(RelationalStore store) : IBotAuditStore
{
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
        => await store.WriteAsync(entry, AuditStatements.Append, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return await store.ReadAsync((connection, token) => AuditStatements.ListAsync(connection, bot, before, count, token), cancellationToken)
            .ConfigureAwait(false);
    }
}
