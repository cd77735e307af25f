namespace BotKit.Ledger;

/// <summary>Collects the newest runs below a place in the ledger's order: by when they came to be, then by id.</summary>
internal sealed class RunPage<T>(int count, (DateTimeOffset CreatedAt, Guid Id)? below)
{
    // The clocks of those who record runs may be read out of order.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<T, (DateTimeOffset CreatedAt, Guid Id)> _runs = new();

    /// <summary>Whether no run that ended at an instant or before can be on the page any more: none begins after its end.</summary>
    public bool IsPast(DateTimeOffset endedAt)
        => _runs.Count == count && _runs.TryPeek(out _, out var oldest) && oldest.CreatedAt > endedAt + Slack;

    public void Offer(T run, DateTimeOffset createdAt, Guid id)
    {
        if (below is { } limit && Compare((createdAt, id), limit) >= 0)
        {
            return;
        }

        if (_runs.Count < count)
        {
            _runs.Enqueue(run, (createdAt, id));
        }
        else if (_runs.TryPeek(out _, out var oldest) && Compare((createdAt, id), oldest) > 0)
        {
            _runs.DequeueEnqueue(run, (createdAt, id));
        }
    }

    /// <summary>The runs, newest first.</summary>
    public List<T> Take()
    {
        var runs = new List<T>(_runs.Count);
        while (_runs.TryDequeue(out var run, out _))
        {
            runs.Add(run);
        }

        runs.Reverse();
        return runs;
    }

    private static int Compare((DateTimeOffset CreatedAt, Guid Id) a, (DateTimeOffset CreatedAt, Guid Id) b)
        => a.CreatedAt != b.CreatedAt ? a.CreatedAt.CompareTo(b.CreatedAt) : a.Id.CompareTo(b.Id);
}
