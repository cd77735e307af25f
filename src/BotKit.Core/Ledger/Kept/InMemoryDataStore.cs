using Microsoft.Extensions.Options;

namespace BotKit.Ledger;

/// <summary>Keeps what bots keep in this process, bounded: while it is full, nothing larger is taken.</summary>
internal sealed class InMemoryDataStore(IOptions<InMemoryLedgerOptions> options, TimeProvider clock) : IBotDataStore
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKey = 200;

    /// <summary>The largest value, in bytes.</summary>
    public const int MaxContent = 16 << 20;

    private const int RowBytes = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, Entry>> _bots = new(StringComparer.Ordinal);
    private long _bytes;

    public ValueTask<KeptValue?> ReadAsync(string bot, string key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(Find(bot, key)?.Value);
        }
    }

    public ValueTask<long?> TryWriteAsync(
        string bot, string key, ReadOnlyMemory<byte> content, long expectedVersion, TimeSpan? keepFor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxContent, nameof(content));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var known = Find(bot, key);
            if ((known?.Value.Version ?? 0) != expectedVersion)
            {
                return new((long?)null);
            }

            var more = RowBytes + content.Length - (known?.Bytes ?? 0);
            if (_bytes + more > options.Value.MaxDataBytes)
            {
                throw new BotStoreException("The in-memory store holds as much of what bots keep as it may.");
            }

            if (!_bots.TryGetValue(bot, out var entries))
            {
                _bots.Add(bot, entries = new(StringComparer.Ordinal));
            }

            var now = clock.GetUtcNow();
            _bytes += more;
            entries[key] = new Entry(new KeptValue(expectedVersion + 1, content.ToArray(), now), now + keepFor);
            return new(expectedVersion + 1);
        }
    }

    public ValueTask<bool> DeleteAsync(string bot, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(Find(bot, key) is { } entry && Remove(bot, key, entry));
        }
    }

    public ValueTask<IReadOnlyList<string>> ListKeysAsync(string bot, string prefix, string? after, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            return new(_bots.TryGetValue(bot, out var entries)
                ? [.. entries
                    .Where(it => !(it.Value.Until <= now)
                        && it.Key.StartsWith(prefix, StringComparison.Ordinal)
                        && (after is null || string.CompareOrdinal(it.Key, after) > 0))
                    .Take(count)
                    .Select(static it => it.Key)]
                : []);
        }
    }

    /// <summary>Drops what is kept no longer.</summary>
    /// <returns>How many values.</returns>
    public int Clean(int atMost)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var old = _bots
                .SelectMany(static bot => bot.Value.Select(entry => (Bot: bot.Key, entry.Key, entry.Value)))
                .Where(it => it.Value.Until <= now)
                .Take(atMost)
                .ToArray();
            foreach (var (bot, key, entry) in old)
            {
                Remove(bot, key, entry);
            }

            return old.Length;
        }
    }

    private Entry? Find(string bot, string key)
    {
        if (!_bots.TryGetValue(bot, out var entries) || !entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        if (entry.Until <= clock.GetUtcNow())
        {
            Remove(bot, key, entry);
            return null;
        }

        return entry;
    }

    private bool Remove(string bot, string key, Entry entry)
    {
        _bytes -= entry.Bytes;
        return _bots[bot].Remove(key);
    }

    private sealed record Entry(KeptValue Value, DateTimeOffset? Until)
    {
        public long Bytes => RowBytes + Value.Content.Length;
    }
}
