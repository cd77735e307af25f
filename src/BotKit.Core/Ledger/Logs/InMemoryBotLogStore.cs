using Microsoft.Extensions.Options;

namespace BotKit.Ledger;

/// <summary>Keeps the lines of the latest runs in this process; the oldest runs' lines make room.</summary>
internal sealed class InMemoryBotLogStore(IOptions<InMemoryLedgerOptions> options) : IBotLogStore
{
    // Readers hold the lock for so many parts at a time, and read lines without it.
    private const int Page = 64;
    private const int PartBytes = 128;
    private const int RowBits = 32;

    private readonly Lock _gate = new();
    private readonly Ring<RunLogPart> _parts = new(options.Value.MaxLoggedRuns, options.Value.MaxLogBytes);

    public void Append(RunLogPart part)
    {
        var bytes = (long)PartBytes;
        foreach (var row in part.Rows)
        {
            bytes += row.Bytes;
        }

        lock (_gate)
        {
            _parts.Add(part, bytes);
        }
    }

    public ValueTask<IReadOnlyList<RunLogPart>> ReadAsync(Guid executionId, CancellationToken cancellationToken)
    {
        var parts = new List<RunLogPart>();
        foreach (var (_, part) in NewestFirst(long.MaxValue))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.ExecutionId == executionId)
            {
                parts.Add(part);
            }
        }

        parts.Reverse();
        return new([.. parts.OrderBy(static part => part.Fence)]);
    }

    public ValueTask<IReadOnlyList<RunLogEntry>> ListAsync(RunLogQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        var before = query.Before ?? long.MaxValue;
        var entries = new List<RunLogEntry>();
        foreach (var (number, part) in NewestFirst(before >> RowBits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (query.Bot is not null && !string.Equals(part.Bot, query.Bot, StringComparison.Ordinal))
            {
                continue;
            }

            for (var index = part.Rows.Count - 1; index >= 0; index--)
            {
                var position = (number << RowBits) | (uint)index;
                if (position < before && query.Matches(part.Rows[index]))
                {
                    entries.Add(new RunLogEntry(position, part.ExecutionId, part.Bot, part.Rows[index]));
                    if (entries.Count == query.Count)
                    {
                        return new(entries);
                    }
                }
            }
        }

        return new(entries);
    }

    /// <summary>Blanks the lines of a run.</summary>
    public void Erase(Guid executionId)
    {
        lock (_gate)
        {
            for (var number = _parts.First; number < _parts.Next; number++)
            {
                if (_parts[number].ExecutionId == executionId)
                {
                    _parts.Replace(number, _parts[number] with { Rows = [], Dropped = 0 });
                }
            }
        }
    }

    private IEnumerable<(long Number, RunLogPart Part)> NewestFirst(long highest)
    {
        var page = new List<(long, RunLogPart)>(Page);
        do
        {
            page.Clear();
            lock (_gate)
            {
                highest = Math.Min(highest, _parts.Next - 1);
                for (; highest >= _parts.First && page.Count < Page; highest--)
                {
                    page.Add((highest, _parts[highest]));
                }
            }

            foreach (var part in page)
            {
                yield return part;
            }
        }
        while (page.Count == Page);
    }
}
