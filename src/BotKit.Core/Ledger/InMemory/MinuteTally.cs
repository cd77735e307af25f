namespace BotKit.Ledger;

/// <summary>What one bot did in one minute, while it can still change. All but refusals is guarded by the ledger's lock.</summary>
internal sealed class MinuteTally(BotAccount account, long minute)
{
    private static readonly int Statuses = Enum.GetValues<BotStatus>().Length;

    private readonly long[] _counts = new long[Statuses];
    private readonly LatencyHistogram _latency = new();
    private long _refusals;

    public BotAccount Account { get; } = account;

    /// <summary>Minutes since year 1.</summary>
    public long Minute { get; } = minute;

    public void Add(BotResult result)
    {
        _counts[(int)result.Status]++;
        if (result.Attempts > 0)
        {
            _latency.Add(result.Duration);
        }
    }

    public void Add(RunOutcome run)
    {
        _counts[(int)run.Status]++;
        if (run.Attempts > 0)
        {
            _latency.Add(run.Duration);
        }
    }

    public void AddRefusal() => Interlocked.Increment(ref _refusals);

    public RunRollup Read()
    {
        var latency = new LatencyHistogram();
        latency.Add(_latency);
        long[] counts = [.. _counts];
        counts[(int)BotStatus.Rejected] += Interlocked.Read(ref _refusals);
        return new RunRollup(Account.Bot, Minutes.Start(Minute), counts, latency);
    }
}
