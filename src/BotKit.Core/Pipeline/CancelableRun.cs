using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>
/// A run as it is seen by whoever may cancel it: its caller, an operator who knows its id, the watch on deadlines. They may
/// look at the object while it goes over to its next run; none of them can claim that one by mistake.
/// </summary>
internal abstract class CancelableRun
{
    private RunTurn _turn;
    private volatile RunContext? _context;
    private long _deadline = long.MaxValue;

    private protected CancelableRun(BotRuntime bot, RunServices services)
    {
        Runtime = bot;
        Shared = services;
    }

    public BotRuntime Runtime { get; }

    public RunServices Shared { get; }

    /// <summary>What user code sees of it.</summary>
    public RunContext Context => _context!;

    public Guid ExecutionId => Context.ExecutionId;

    public string Bot => Runtime.Name;

    /// <summary>Fires for the whole run: caller, operator, total timeout.</summary>
    public CancellationTokenSource Tokens { get; } = new();

    public CancellationToken Token => Tokens.Token;

    /// <summary>When its total timeout passes, by the clock's timestamps.</summary>
    public long Deadline
    {
        get => Volatile.Read(ref _deadline);
        set => Volatile.Write(ref _deadline, value);
    }

    public CancelableRun? Next { get; set; }

    public CancelableRun? Previous { get; set; }

    public RunCancellation Cancellation => _turn.Cancellation;

    /// <summary>Whether it has begun, has not ended, and nobody has claimed the right to cancel it.</summary>
    public bool IsInProgress => Cancellation == RunCancellation.None;

    /// <summary>Whether its caller, an operator or its host ended it, and no timeout.</summary>
    public bool WasCanceled => Cancellation is RunCancellation.Caller or RunCancellation.Operator or RunCancellation.Host;

    /// <summary>Takes the object for its next run, if it is idle. A new object is taken by whoever made it.</summary>
    public bool TryBegin() => _turn.TryBegin();

    /// <summary>Leaves the object to its next run, after this one was forgotten.</summary>
    public void Rest() => _turn.Rest();

    /// <summary>Whether it is this run, and the object was not taken from it: until its end is recorded and its code has returned.</summary>
    public bool IsStill(Guid executionId) => _context?.ExecutionId == executionId;

    /// <summary>Claims the right to cancel the run, unless it was canceled before or is over; then it is reused no more.</summary>
    public bool TryClaim(RunCancellation reason) => _turn.TryClaim(reason);

    /// <summary>The same for one who knows a run's id.</summary>
    public bool TryClaim(Guid executionId, RunCancellation reason)
    {
        var seen = _turn.Read();
        return RunTurn.IsInProgress(seen) && _context?.ExecutionId == executionId && _turn.TryClaim(seen, reason);
    }

    /// <summary>The same for the watch on deadlines, if this run's has passed; if it is yet to come, it may be the next one.</summary>
    public bool TryClaimLate(long now, ref long next)
    {
        var seen = _turn.Read();
        var deadline = Deadline;
        if (RunTurn.IsInProgress(seen) && deadline > now)
        {
            next = Math.Min(next, deadline);
            return false;
        }

        return _turn.TryClaim(seen, RunCancellation.Timeout);
    }

    /// <summary>Cancels the run, unless it was canceled before or is over.</summary>
    public bool TryCancel(RunCancellation reason)
    {
        if (!TryClaim(reason))
        {
            return false;
        }

        FireToken();
        return true;
    }

    /// <summary>The same for one who knows a run's id.</summary>
    public bool TryCancel(Guid executionId, RunCancellation reason)
    {
        if (!TryClaim(executionId, reason))
        {
            return false;
        }

        FireToken();
        return true;
    }

    /// <summary>Fires the token, after the right to do so was claimed.</summary>
    public void FireToken()
    {
        try
        {
            Tokens.Cancel();
        }
        catch (AggregateException exception)
        {
            Log.CancellationFailed(Shared.Logger, exception, ExecutionId, Bot);
        }
    }

    /// <summary>Gives the object to a run, or takes it from its last one.</summary>
    private protected void Take(RunContext? context)
    {
        Deadline = long.MaxValue;
        _context = context;
    }
}
