namespace BotKit.Gates;

/// <summary>How many runs of one bot are in progress, and how many may be. Both are one word, so that a new limit holds from the moment it is set.</summary>
internal sealed class ConcurrencyGate
{
    private const int Unlimited = int.MaxValue;
    private long _state;

    /// <param name="limit">Runs in progress at most; <see langword="null"/> for no limit.</param>
    public ConcurrencyGate(int? limit) => _state = Pack(limit ?? Unlimited, running: 0);

    public int Running => RunningOf(Volatile.Read(ref _state));

    /// <summary>May be set at any time. Runs in progress above a lower limit go on; no new one enters until they are below it.</summary>
    public int? Limit
    {
        get => LimitOf(Volatile.Read(ref _state)) is var limit and not Unlimited ? limit : null;
        set
        {
            var state = Volatile.Read(ref _state);
            for (var seen = state; ; state = seen)
            {
                seen = Interlocked.CompareExchange(ref _state, Pack(value ?? Unlimited, RunningOf(state)), state);
                if (seen == state)
                {
                    return;
                }
            }
        }
    }

    public bool TryEnter()
    {
        var state = Volatile.Read(ref _state);
        while (RunningOf(state) < LimitOf(state))
        {
            var seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
            {
                return true;
            }

            state = seen;
        }

        return false;
    }

    /// <summary>Ends what <see cref="TryEnter"/> began.</summary>
    public void Exit()
    {
        var state = Volatile.Read(ref _state);
        while (true)
        {
            if (RunningOf(state) == 0)
            {
                throw new InvalidOperationException("A run left the concurrency gate that had not entered it.");
            }

            var seen = Interlocked.CompareExchange(ref _state, state - 1, state);
            if (seen == state)
            {
                return;
            }

            state = seen;
        }
    }

    private static long Pack(int limit, int running) => ((long)limit << 32) | (uint)running;

    private static int LimitOf(long state) => (int)(state >> 32);

    private static int RunningOf(long state) => (int)state;
}
