namespace BotKit.Ledger;

/// <summary>The runs that have ended, in the order in which they ended.</summary>
/// <param name="gate">The ledger's lock, which the adder holds.</param>
/// <param name="maxRuns">Rows at most.</param>
/// <param name="maxBytes">Estimated bytes at most.</param>
internal sealed class RunRing(Lock gate, int maxRuns, long maxBytes)
{
    // Readers hold the lock for so many rows at a time, so that they never keep a run waiting for long.
    private const int Page = 256;

    private readonly Ring<RunRow> _runs = new(maxRuns, maxBytes);

    // Where runs that were held are: whoever repeats a write of one must find it at once.
    private readonly Dictionary<Guid, long> _held = [];

    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return _runs.Bytes;
            }
        }
    }

    public void Add(in RunRecord run, long bytes) => _runs.Add(new RunRow(run), bytes);

    public void Add(HeldRun run)
    {
        if (_held.Count >= 2 * Math.Max(Page, _runs.Count))
        {
            foreach (var gone in _held.Where(it => it.Value < _runs.First).ToArray())
            {
                _held.Remove(gone.Key);
            }
        }

        _held[run.Id] = _runs.Next;
        _runs.Add(new RunRow(run), run.EndedBytes);
    }

    /// <summary>A run that was held and has ended; the caller holds the lock.</summary>
    public RunRow? FindEnded(Guid executionId)
        => _held.TryGetValue(executionId, out var number) && number >= _runs.First ? _runs[number] : null;

    public RunRow? Find(Guid executionId)
    {
        lock (gate)
        {
            if (FindEnded(executionId) is { } ended)
            {
                return ended;
            }
        }

        RunRow? found = null;
        Scan((_, row) =>
        {
            found = row.Id == executionId ? row : default(RunRow?);
            return found is null;
        });
        return found;
    }

    /// <summary>Puts another row in the place of a run's row, if it is still there.</summary>
    public bool Replace(Guid executionId, RunRow run)
    {
        lock (gate)
        {
            for (var number = _runs.Next - 1; number >= _runs.First; number--)
            {
                if (_runs[number].Id == executionId)
                {
                    _runs.Replace(number, run);
                    _held[executionId] = number;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Visits the rows, newest first, until the visitor has seen enough; it is called under the lock.</summary>
    public void Scan(Func<long, RunRow, bool> visit)
    {
        var below = long.MaxValue;
        bool more;
        do
        {
            lock (gate)
            {
                below = Math.Min(below, _runs.Next);
                var end = Math.Max(_runs.First, below - Page);
                more = below > end;
                while (more && below > end)
                {
                    below--;
                    more = visit(below, _runs[below]);
                }
            }
        }
        while (more);
    }
}
