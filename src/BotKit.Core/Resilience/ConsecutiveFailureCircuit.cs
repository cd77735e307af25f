namespace BotKit.Resilience;

/// <summary>
/// Opens after so many failures in a row (in order of completion), refuses for a fixed time, then lets exactly one probe
/// decide. A ratio in a window, as in Polly, can never open for a bot that runs once an hour.
/// </summary>
internal sealed class ConsecutiveFailureCircuit(TimeProvider clock, BotCircuitOptions options) : ICircuitBreaker
{
    private readonly Lock _lock = new();
    private BotCircuitOptions _options = options;
    // Even while closed, odd while not: one word, so that a run is let in by a closed circuit without the lock.
    private volatile int _generation;
    private bool _isolated;
    private bool _probing;
    private volatile int _failures;
    private long _openedAt;
    private TimeSpan _openFor;

    /// <summary>Called after the position changed by itself or by hand, outside the lock.</summary>
    public Action<CircuitPosition>? Changed { get; set; }

    public int Failures => _failures;

    private bool IsClosed => IsClosedIn(_generation);

    public CircuitPosition Position
    {
        get
        {
            lock (_lock)
            {
                return IsClosed ? CircuitPosition.Closed
                    : _isolated ? CircuitPosition.Isolated
                    : Remaining() > TimeSpan.Zero ? CircuitPosition.Open
                    : CircuitPosition.HalfOpen;
            }
        }
    }

    /// <summary>When a probe may pass, by the wall clock; <see langword="null"/> unless open or half-open.</summary>
    public DateTimeOffset? OpenUntil
    {
        get
        {
            lock (_lock)
            {
                return IsClosed || _isolated ? null : clock.GetUtcNow() + Remaining();
            }
        }
    }

    /// <summary>What is worth storing: closed, isolated, or open until then.</summary>
    public (CircuitPosition Position, DateTimeOffset? OpenUntil) Snapshot()
    {
        lock (_lock)
        {
            return IsClosed ? (CircuitPosition.Closed, null)
                : _isolated ? (CircuitPosition.Isolated, null)
                : (CircuitPosition.Open, clock.GetUtcNow() + Remaining());
        }
    }

    /// <summary>Takes new settings and forgets failures under the old ones; an isolation by hand stays.</summary>
    public void Configure(BotCircuitOptions options)
    {
        CircuitPosition? changed = null;
        lock (_lock)
        {
            _options = options;
            if (!_isolated)
            {
                changed = IsClosed ? null : CircuitPosition.Closed;
                Close();
            }
        }

        Tell(changed);
    }

    public bool Refuses(out TimeSpan? retryAfter)
    {
        retryAfter = null;
        if (IsClosed)
        {
            return false;
        }

        lock (_lock)
        {
            if (_isolated)
            {
                return true;
            }

            var remaining = Remaining();
            retryAfter = remaining;
            return !IsClosed && remaining > TimeSpan.Zero;
        }
    }

    public bool TryEnter(out CircuitTicket ticket, out TimeSpan? retryAfter)
    {
        retryAfter = null;
        ticket = new CircuitTicket(_generation, IsProbe: false);
        if (IsClosedIn(ticket.Generation))
        {
            return true;
        }

        lock (_lock)
        {
            ticket = new CircuitTicket(_generation, IsProbe: !IsClosed);
            if (IsClosed)
            {
                return true;
            }

            if (_isolated)
            {
                return false;
            }

            var remaining = Remaining();
            if (remaining > TimeSpan.Zero || _probing)
            {
                retryAfter = remaining > TimeSpan.Zero ? remaining : TimeSpan.FromSeconds(1);
                return false;
            }

            _probing = true;
            return true;
        }
    }

    public void Leave(CircuitTicket ticket, CircuitOutcome outcome)
    {
        if (outcome == CircuitOutcome.Success && IsClosed && _failures == 0)
        {
            return;
        }

        CircuitPosition? changed = null;
        lock (_lock)
        {
            if (ticket.Generation != _generation)
            {
                return;
            }

            if (ticket.IsProbe)
            {
                changed = LeaveProbe(outcome);
            }
            else if (outcome == CircuitOutcome.Success)
            {
                _failures = 0;
            }
            else if (outcome == CircuitOutcome.Failure)
            {
                var failures = _failures + 1;
                _failures = failures;
                if (_options.Enabled && failures >= _options.FailureThreshold)
                {
                    changed = Open(_options.OpenDuration);
                }
            }
        }

        Tell(changed);
    }

    public void Isolate()
    {
        lock (_lock)
        {
            Move(closed: false);
            _isolated = true;
        }

        Tell(CircuitPosition.Isolated);
    }

    public void Reset()
    {
        lock (_lock)
        {
            Close();
        }

        Tell(CircuitPosition.Closed);
    }

    /// <summary>Takes over what another node or an earlier process stored; tells nobody, since nothing happened here.</summary>
    public void Adopt(CircuitPosition position, TimeSpan openFor)
    {
        lock (_lock)
        {
            switch (position)
            {
                case CircuitPosition.Closed when !IsClosed:
                    Close();
                    break;
                case CircuitPosition.Isolated when !_isolated:
                    Move(closed: false);
                    _isolated = true;
                    break;
                case CircuitPosition.Open or CircuitPosition.HalfOpen when IsClosed || _isolated || openFor > Remaining():
                    Open(openFor);
                    break;
            }
        }
    }

    private CircuitPosition? LeaveProbe(CircuitOutcome outcome)
    {
        switch (outcome)
        {
            case CircuitOutcome.Success:
                Close();
                return CircuitPosition.Closed;
            case CircuitOutcome.Failure:
                _failures++;
                return Open(_options.OpenDuration);
            default:
                _probing = false;
                return null;
        }
    }

    private CircuitPosition Open(TimeSpan openFor)
    {
        Move(closed: false);
        _isolated = false;
        _openedAt = clock.GetTimestamp();
        _openFor = openFor;
        return CircuitPosition.Open;
    }

    private void Close()
    {
        Move(closed: true);
        _isolated = false;
        _failures = 0;
    }

    /// <summary>Begins the next generation: tickets of earlier ones are void.</summary>
    private void Move(bool closed)
    {
        var next = _generation + 1;
        _generation = IsClosedIn(next) == closed ? next : next + 1;
        _probing = false;
    }

    private static bool IsClosedIn(int generation) => (generation & 1) == 0;

    private TimeSpan Remaining()
    {
        var remaining = _openFor - clock.GetElapsedTime(_openedAt);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private void Tell(CircuitPosition? position)
    {
        if (position is { } changed)
        {
            Changed?.Invoke(changed);
        }
    }
}
