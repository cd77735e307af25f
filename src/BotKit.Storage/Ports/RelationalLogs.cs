using BotKit.Ledger;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalLogs(RelationalStore store) : IBotLogStore
{
    public void Append(RunLogPart part) => store.Behind.Add(part, part.Bot, Math.Max(1, part.Rows.Count));

    public async ValueTask<IReadOnlyList<RunLogPart>> ReadAsync(Guid executionId, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => LogReads.ReadAsync(connection, executionId, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<RunLogEntry>> ListAsync(RunLogQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return await store.ReadAsync((connection, token) => LogReads.ListAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }
}
