using BotKit.Ledger;

namespace BotKit.AspNetCore.Events;

/// <summary>
/// Tells from two looks at the ledger what happened to runs between them, on any node: the newest rows, and those that had
/// not ended at the last look. What it remembers is bounded; what it cannot watch is told as a gap.
/// </summary>
internal sealed class RunWatch(IBotLedger ledger)
{
    public const int PageSize = 1_000;
    public const int MaxOpen = 10_000;

    /// <summary>While there are more open runs than it watches, there is a gap at every so many looks.</summary>
    public const int LooksBetweenGaps = 30;

    private const int MaxFinds = 50;
    private static readonly RunState[] Open = [RunState.Running, RunState.Queued, RunState.Scheduled];

    private Dictionary<Guid, Seen> _seen = [];
    private bool _isFirst = true;
    private bool _isComplete;
    private int _cursor;
    private int _looksIncomplete;

    /// <summary>How many runs it remembers.</summary>
    public int Remembered => _seen.Count;

    /// <summary>Looks again.</summary>
    /// <returns>What happened since the last look, oldest first; and whether more happened than could be told.</returns>
    public async ValueTask<(IReadOnlyList<(string Name, StoredRun Run)> Changes, bool IsGap)> LookAsync(CancellationToken cancellationToken)
    {
        var page = await ledger.ListAsync(new RunQuery { Count = PageSize }, cancellationToken).ConfigureAwait(false);
        var (open, gone) = await OpenAsync(page, cancellationToken).ConfigureAwait(false);
        // Where the oldest row of a full page is new, others may be below it.
        var isGap = !_isFirst && page.Count == PageSize && !_seen.ContainsKey(page[^1].ExecutionId);
        var changes = new List<(string, StoredRun)>();
        var seen = new Dictionary<Guid, Seen>();
        foreach (var run in page.Reverse().Concat(open))
        {
            if (!_isFirst && !isGap)
            {
                Tell(run, changes);
            }

            seen[run.ExecutionId] = new(run.State, run.Deliveries);
        }

        gone.ForEach(id => _seen.Remove(id));
        Keep(seen);
        if (!_isComplete && seen.Count <= (MaxOpen / 2) + PageSize)
        {
            await CompleteAsync(seen, cancellationToken).ConfigureAwait(false);
        }

        _seen = seen;
        _isFirst = false;
        _looksIncomplete = _isComplete ? 0 : _looksIncomplete + 1;
        return (changes, isGap || (!_isComplete && _looksIncomplete % LooksBetweenGaps == 0));
    }

    private void Tell(StoredRun run, List<(string, StoredRun)> changes)
    {
        var isKnown = _seen.TryGetValue(run.ExecutionId, out var before);
        if (isKnown && before.State == run.State && before.Deliveries == run.Deliveries)
        {
            return;
        }

        // A direct run has no due time, and nobody accepted it.
        if (!isKnown && run.DueAt is not null)
        {
            changes.Add((EventNames.RunAccepted, run));
        }

        if (run.State == RunState.Running)
        {
            changes.Add((EventNames.RunStarted, run));
        }
        else if (run.State == RunState.Ended)
        {
            changes.Add((EventNames.RunEnded, run));
        }
    }

    // What has not ended and is older than the page is looked up, a few at a time.
    private async ValueTask<(List<StoredRun> Found, List<Guid> Gone)> OpenAsync(IReadOnlyList<StoredRun> page, CancellationToken cancellationToken)
    {
        var listed = page.Select(static run => run.ExecutionId).ToHashSet();
        var older = _seen.Where(run => run.Value.State != RunState.Ended && !listed.Contains(run.Key)).Select(static run => run.Key).ToList();
        var found = new List<StoredRun>();
        var gone = new List<Guid>();
        for (var i = 0; i < Math.Min(MaxFinds, older.Count); i++)
        {
            _cursor = (_cursor + 1) % older.Count;
            if (await ledger.FindAsync(older[_cursor], cancellationToken).ConfigureAwait(false) is { } run)
            {
                found.Add(run);
            }
            else
            {
                gone.Add(older[_cursor]);
            }
        }

        return (found, gone);
    }

    private void Keep(Dictionary<Guid, Seen> seen)
    {
        foreach (var (id, run) in _seen)
        {
            if (run.State != RunState.Ended && !TryAdd(seen, id, run))
            {
                _isComplete = false;
                return;
            }
        }
    }

    // What has not ended and is older than the newest rows, at the first look and when there is room again.
    private async ValueTask CompleteAsync(Dictionary<Guid, Seen> seen, CancellationToken cancellationToken)
    {
        foreach (var state in Open)
        {
            IReadOnlyList<StoredRun> page = [];
            do
            {
                var query = new RunQuery { State = state, Before = page.Count == 0 ? null : page[^1].ExecutionId, Count = PageSize };
                page = await ledger.ListAsync(query, cancellationToken).ConfigureAwait(false);
                if (!page.All(run => TryAdd(seen, run.ExecutionId, new(run.State, run.Deliveries))))
                {
                    return;
                }
            }
            while (page.Count == PageSize);
        }

        _isComplete = true;
    }

    private static bool TryAdd(Dictionary<Guid, Seen> seen, Guid id, Seen run)
        => seen.ContainsKey(id) || (seen.Count < MaxOpen + PageSize && seen.TryAdd(id, run));

    private readonly record struct Seen(RunState State, int Deliveries);
}
