namespace BotKit.Pipeline;

/// <summary>
/// The run objects of one bot, newest first, linked through themselves. Each knows itself whether it is in progress, so that
/// a run that uses an object again takes no lock.
/// </summary>
internal sealed class RunningRuns
{
    private readonly Lock _lock = new();
    private CancelableRun? _first;

    /// <summary>Whether a run in progress has a deadline that nobody has claimed.</summary>
    public bool AwaitDeadlines
    {
        get
        {
            lock (_lock)
            {
                for (var run = _first; run is not null; run = run.Next)
                {
                    if (run.IsInProgress && run.Deadline != long.MaxValue)
                    {
                        return true;
                    }
                }

                return false;
            }
        }
    }

    /// <summary>Adds an object, before its first run.</summary>
    public void Add(CancelableRun run)
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

    /// <summary>Takes an object out that is used no more.</summary>
    public void Remove(CancelableRun run)
    {
        lock (_lock)
        {
            if (run.Previous is { } previous)
            {
                previous.Next = run.Next;
            }
            else if (_first == run)
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

    /// <summary>Claims the right to cancel a run.</summary>
    public CancelableRun? Claim(Guid executionId, RunCancellation reason)
    {
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.TryClaim(executionId, reason))
                {
                    return run;
                }
            }

            return null;
        }
    }

    /// <summary>Whether a run has begun here and is not recorded yet, or its code goes on, though somebody may have canceled it.</summary>
    public bool Holds(Guid executionId)
    {
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.IsStill(executionId))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Claims the right to cancel all runs whose deadline has passed, and says when the next one passes.</summary>
    public IReadOnlyList<CancelableRun> ClaimLate(long now, out long next)
    {
        next = long.MaxValue;
        var late = new List<CancelableRun>();
        lock (_lock)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                if (run.TryClaimLate(now, ref next))
                {
                    late.Add(run);
                }
            }
        }

        return late;
    }
}
