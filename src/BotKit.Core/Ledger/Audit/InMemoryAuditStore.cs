using Microsoft.Extensions.Options;

namespace BotKit.Ledger;

/// <summary>Keeps the latest entries in this process.</summary>
internal sealed class InMemoryAuditStore(IOptions<InMemoryLedgerOptions> options) : IBotAuditStore
{
    private readonly Lock _gate = new();
    private readonly Ring<AuditEntry> _entries = new(options.Value.MaxAuditEntries, long.MaxValue);

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _entries.Add(entry, 0);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        var found = new List<AuditEntry>();
        lock (_gate)
        {
            var isBelow = before is null;
            for (var number = _entries.Next - 1; number >= _entries.First && found.Count < count; number--)
            {
                var entry = _entries[number];
                if (isBelow && (bot is null || string.Equals(entry.Bot, bot, StringComparison.Ordinal)))
                {
                    found.Add(entry);
                }

                isBelow |= entry.Id == before;
            }
        }

        return new(found);
    }
}
