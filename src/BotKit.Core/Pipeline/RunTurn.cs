namespace BotKit.Pipeline;

/// <summary>
/// Which of its runs a run object is in, and whether somebody has claimed the right to end it: one word, so that whoever
/// looked at one run can claim nothing of the next, and no list needs a lock to say who is in progress.
/// </summary>
internal struct RunTurn
{
    private const int ReasonBits = 3;
    private const long ReasonMask = (1 << ReasonBits) - 1;

    private long _word;

    public RunCancellation Cancellation => ReasonOf(Read());

    /// <summary>What to give to <see cref="TryClaim(long, RunCancellation)"/> after looking at the run.</summary>
    public long Read() => Volatile.Read(ref _word);

    public static bool IsInProgress(long seen) => ReasonOf(seen) == RunCancellation.None;

    /// <summary>Begins the next run, if the object is idle.</summary>
    public bool TryBegin()
    {
        var word = Read();
        return ReasonOf(word) == RunCancellation.Idle && TryMove(word, (word & ~ReasonMask) + (1 << ReasonBits));
    }

    /// <summary>Claims the right to end the run in progress, unless somebody has it.</summary>
    public bool TryClaim(RunCancellation reason) => TryClaim(Read(), reason);

    /// <summary>The same for one who came from outside: only if it is still the run that was seen.</summary>
    public bool TryClaim(long seen, RunCancellation reason)
        => IsInProgress(seen) && TryMove(seen, seen | (long)reason);

    /// <summary>Makes the object idle after its run was released.</summary>
    public void Rest() => Volatile.Write(ref _word, (_word & ~ReasonMask) | (long)RunCancellation.Idle);

    private static RunCancellation ReasonOf(long word) => (RunCancellation)(word & ReasonMask);

    private bool TryMove(long from, long to) => Interlocked.CompareExchange(ref _word, to, from) == from;
}
