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

    public void Add(in RunRecord run, long bytes)
        => _runs.Add(new RunRow(run.Result.ExecutionId, run), bytes);

    public RunRecord? Find(Guid executionId)
    {
        RunRecord? found = null;
        Scan(long.MaxValue, (_, row) =>
        {
            found = row.Id == executionId ? row.Run : default(RunRecord?);
            return found is null;
        });
        return found;
    }

    public IReadOnlyList<RunRecord> List(RunQuery query)
    {
        // Rows leave in the order in which they came: where the page's last row has gone, all older ones have.
        var below = query.Before is { } before ? NumberOf(before) : long.MaxValue;
        var runs = new List<RunRecord>(Math.Min(query.Count, Page));
        Scan(below, (_, row) =>
        {
            if (query.Matches(row.Run))
            {
                runs.Add(row.Run);
            }

            return runs.Count < query.Count;
        });
        return runs;
    }

    private long NumberOf(Guid executionId)
    {
        var found = 0L;
        Scan(long.MaxValue, (number, row) =>
        {
            found = row.Id == executionId ? number : 0;
            return row.Id != executionId;
        });
        return found;
    }

    /// <summary>Visits the rows below a number, newest first, until the visitor has seen enough.</summary>
    private void Scan(long below, Func<long, RunRow, bool> visit)
    {
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

    private readonly record struct RunRow(Guid Id, RunRecord Run);
}
