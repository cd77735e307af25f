namespace BotKit.Ledger;

/// <summary>The runs of one bot that wait, in their order, and how many run. Guarded by the store's lock.</summary>
internal sealed class BotLine
{
    private static readonly Comparer<HeldRun> ByDue = Comparer<HeldRun>.Create(
        static (a, b) => a.DueAt != b.DueAt ? a.DueAt.CompareTo(b.DueAt) : a.Id.CompareTo(b.Id));

    private readonly RankedRuns _queued = new();
    private readonly SortedSet<HeldRun> _scheduled = new(ByDue);

    public IReadOnlyCollection<HeldRun> Queued => _queued;

    /// <summary>The first of those that are due.</summary>
    public HeldRun? First => _queued.First;

    public int Waiting => _queued.Count + _scheduled.Count;

    public int Scheduled => _scheduled.Count;

    public int Running { get; private set; }

    public DateTimeOffset? NextDue => _scheduled.Min?.DueAt;

    /// <summary>When the run that has been due for the longest was due.</summary>
    public DateTimeOffset? OldestDue => _queued.Count == 0 ? null : _queued.Min(static run => run.DueAt);

    /// <summary>The run that was let through to probe an open circuit, as long as it runs.</summary>
    public HeldRun? Probe { get; set; }

    public void Wait(HeldRun run, DateTimeOffset due, DateTimeOffset now)
    {
        run.DueAt = due;
        run.State = due <= now ? RunState.Queued : RunState.Scheduled;
        if (run.State == RunState.Queued)
        {
            _queued.Add(run);
        }
        else
        {
            _scheduled.Add(run);
        }
    }

    public void Start(HeldRun run)
    {
        _queued.Remove(run);
        Running++;
    }

    public void Stop(HeldRun run)
    {
        Running--;
        if (Probe == run)
        {
            Probe = null;
        }
    }

    /// <summary>Takes out a run that waits.</summary>
    public void Leave(HeldRun run)
    {
        if (run.State == RunState.Queued)
        {
            _queued.Remove(run);
        }
        else
        {
            _scheduled.Remove(run);
        }
    }

    /// <summary>Runs that have become due join the line.</summary>
    public void Promote(DateTimeOffset now)
    {
        while (_scheduled.Min is { } run && run.DueAt <= now)
        {
            _scheduled.Remove(run);
            Wait(run, run.DueAt, now);
        }
    }
}
