namespace BotKit.Pipeline;

/// <summary>The runs of one bot that are in progress, newest first, linked through the runs themselves.</summary>
internal sealed class RunningRuns
{
    private readonly Lock _lock = new();
    private BotRun? _first;

    public void Add(BotRun run)
    {
        lock (_lock)
        {
            run.Next = _first;
            if (_first is not null)
            {
                _first.Previous = run;
            }

            _first = run;
        }
    }

    public void Remove(BotRun run)
    {
        lock (_lock)
        {
            if (run.Previous is { } previous)
            {
                previous.Next = run.Next;
            }
            else
            {
                _first = run.Next;
            }

            if (run.Next is { } next)
            {
                next.Previous = run.Previous;
            }

            run.Next = run.Previous = null;
        }
    }

    public BotRun? Find(Guid executionId)
    {
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.ExecutionId == executionId)
                {
                    return run;
                }
            }

            return null;
        }
    }

    public IReadOnlyList<BotRun> Snapshot()
    {
        lock (_lock)
        {
            var runs = new List<BotRun>();
            for (var run = _first; run is not null; run = run.Next)
            {
                runs.Add(run);
            }

            return runs;
        }
    }
}
