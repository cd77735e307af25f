using BotKit.Ledger;

namespace BotKit.AspNetCore.Events;

/// <summary>
/// Tells from two looks at the ledger what happened to runs between them, on whatever node: the newest rows, and those that had
/// not ended at the last look.
/// </summary>
internal sealed class RunWatch(IBotLedger ledger)
{
    private const int PageSize = 1_000;
    private const int MaxOpen = 10_000;
    private const int MaxFinds = 50;

    private Dictionary<Guid, Seen> _seen = [];
    private bool _isFirst = true;
    private int _cursor;

    /// <summary>Looks again.</summary>
    /// <returns>What happened since the last look, oldest first; and whether more happened than could be told.</returns>
    public async ValueTask<(IReadOnlyList<(string Name, StoredRun Run)> Changes, bool IsGap)> LookAsync(CancellationToken cancellationToken)
    {
        var page = await ledger.ListAsync(new RunQuery { Count = PageSize }, cancellationToken).ConfigureAwait(false);
        var open = await OpenAsync(page, cancellationToken).ConfigureAwait(false);
        var isGap = !_isFirst && page.Count == PageSize && _seen.Count > 0 && !page.Any(run => _seen.ContainsKey(run.ExecutionId));
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

        Keep(seen);
        _seen = seen;
        _isFirst = false;
        return (changes, isGap);
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
    private async ValueTask<IReadOnlyList<StoredRun>> OpenAsync(IReadOnlyList<StoredRun> page, CancellationToken cancellationToken)
    {
        var listed = page.Select(static run => run.ExecutionId).ToHashSet();
        var older = _seen.Where(run => run.Value.State != RunState.Ended && !listed.Contains(run.Key)).Select(static run => run.Key).ToList();
        var found = new List<StoredRun>();
        for (var i = 0; i < Math.Min(MaxFinds, older.Count); i++)
        {
            if (await ledger.FindAsync(older[_cursor++ % older.Count], cancellationToken).ConfigureAwait(false) is { } run)
            {
                found.Add(run);
            }
        }

        return found;
    }

    private void Keep(Dictionary<Guid, Seen> seen)
    {
        foreach (var (id, run) in _seen)
        {
            if (run.State != RunState.Ended && seen.Count < MaxOpen + PageSize)
            {
                seen.TryAdd(id, run);
            }
        }
    }

    private readonly record struct Seen(RunState State, int Deliveries);
}
