namespace BotKit.Pipeline;

/// <summary>The runs of one bot that are in progress, newest first, linked through the runs themselves.</summary>
internal sealed class RunningRuns
{
    private readonly Lock _lock = new();
    private BotRun? _first;

    public bool IsEmpty => Volatile.Read(ref _first) is null;

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

    /// <summary>Claims the right to cancel a run; done here, under the lock, because a run that has left the list may be another by now.</summary>
    public BotRun? Claim(Guid executionId, RunCancellation reason)
    {
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.ExecutionId == executionId)
                {
                    return run.TryClaim(reason) ? run : null;
                }
            }

            return null;
        }
    }

    public bool Holds(Guid executionId)
    {
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.ExecutionId == executionId)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Claims the right to cancel all runs whose deadline has passed, and says when the next one passes.</summary>
    public IReadOnlyList<BotRun> ClaimLate(long now, out long next)
    {
        next = long.MaxValue;
        var late = new List<BotRun>();
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.Deadline > now)
                {
                    next = Math.Min(next, run.Deadline);
                }
                else if (run.TryClaim(RunCancellation.Timeout))
                {
                    late.Add(run);
                }
            }
        }

        return late;
    }
}
