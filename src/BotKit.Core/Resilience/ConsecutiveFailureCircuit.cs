using BotKit.Gates;

namespace BotKit.Resilience;

/// <summary>
/// Opens after so many failures in a row (in order of completion), refuses for a fixed time, then lets exactly one probe
/// decide. A ratio in a window, as in Polly, can never open for a bot that runs once an hour.
/// </summary>
internal sealed class ConsecutiveFailureCircuit(TimeProvider clock, BotCircuitOptions options) : ICircuitBreaker
{
    private const long ByHand = long.MaxValue;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private readonly Lock _lock = new();
    private readonly MonotonicClock _clock = new(clock);
    private BotCircuitOptions _options = options;
    // Even while closed, odd while not: one word, so that a run is let in by a closed circuit without the lock.
    private volatile int _generation;
    private bool _probing;
    private volatile int _failures;
    // Changes that nobody was told of yet: what the store says is older than they are.
    private int _untold;
    // By the clock's timestamps; while closed without meaning. One word, so that a run is refused without the lock.
    private long _openUntil;

    /// <summary>Called after the position changed by itself or by hand, outside the lock.</summary>
    public Action<CircuitPosition>? Changed { get; set; }

    public int Failures => _failures;

    /// <summary>Whether a success would change nothing.</summary>
    public bool IsUntroubled => IsClosed && _failures == 0;

    private bool IsIsolated => Volatile.Read(ref _openUntil) == ByHand;

    private bool IsClosed => IsClosedIn(_generation);

    public CircuitPosition Position
    {
        get
        {
            lock (_lock)
            {
                return IsClosed ? CircuitPosition.Closed
                    : IsIsolated ? CircuitPosition.Isolated
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
                return IsClosed || IsIsolated ? null : clock.GetUtcNow() + Remaining();
            }
        }
    }

    /// <summary>What is worth storing: closed, isolated, or open until then.</summary>
    public (CircuitPosition Position, DateTimeOffset? OpenUntil) Snapshot()
    {
        lock (_lock)
        {
            return IsClosed ? (CircuitPosition.Closed, null)
                : IsIsolated ? (CircuitPosition.Isolated, null)
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
            if (IsClosed || !IsIsolated)
            {
                changed = IsClosed ? null : CircuitPosition.Closed;
                Close();
            }

            _untold += changed is null ? 0 : 1;
        }

        Tell(changed);
    }

    public bool Refuses(out TimeSpan? retryAfter) => Refuses(_clock.Now, out retryAfter);

    public bool Refuses(long timestamp, out TimeSpan? retryAfter)
    {
        retryAfter = null;
        if (IsClosed)
        {
            return false;
        }

        var until = Volatile.Read(ref _openUntil);
        if (until == ByHand)
        {
            return true;
        }

        var remaining = Remaining(until, timestamp);
        retryAfter = remaining;
        return remaining > TimeSpan.Zero;
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

            if (IsIsolated)
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

            _untold += changed is null ? 0 : 1;
        }

        Tell(changed);
    }

    public void Isolate()
    {
        lock (_lock)
        {
            Open(ByHand);
            _untold++;
        }

        Tell(CircuitPosition.Isolated);
    }

    public void Reset()
    {
        lock (_lock)
        {
            Close();
            _untold++;
        }

        Tell(CircuitPosition.Closed);
    }

    /// <summary>Takes over what another node or an earlier process stored; tells nobody, since nothing happened here.</summary>
    public void Adopt(CircuitPosition position, TimeSpan openFor)
    {
        lock (_lock)
        {
            if (_untold > 0)
            {
                // Whoever is told writes what the circuit is by then, and that comes back here.
                return;
            }

            switch (position)
            {
                case CircuitPosition.Closed when !IsClosed:
                    Close();
                    break;
                case CircuitPosition.Isolated when IsClosed || !IsIsolated:
                    Open(ByHand);
                    break;
                case CircuitPosition.Open or CircuitPosition.HalfOpen when IsClosed || IsIsolated || openFor > Remaining():
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
        Open(_clock.Now + _clock.ToTicks(openFor < Longest ? openFor : Longest));
        return CircuitPosition.Open;
    }

    private void Open(long until)
    {
        // Before it is open, so that who reads the two without the lock never pairs the new position with an old time.
        Volatile.Write(ref _openUntil, until);
        Move(closed: false);
    }

    private void Close()
    {
        Move(closed: true);
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

    private TimeSpan Remaining() => Remaining(Volatile.Read(ref _openUntil), _clock.Now);

    private TimeSpan Remaining(long until, long now) => until > now ? _clock.ToTimeSpan(until - now) : TimeSpan.Zero;

    private void Tell(CircuitPosition? position)
    {
        if (position is not { } changed)
        {
            return;
        }

        try
        {
            Changed?.Invoke(changed);
        }
        finally
        {
            lock (_lock)
            {
                _untold--;
            }
        }
    }
}
