using BotKit.Resilience;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Pipeline;

/// <summary>
/// One run on its way through the pipeline: what the stages know of it, and how it may be canceled. It is reused by later
/// runs of its bot, unless somebody who may still come back to it knows of it.
/// </summary>
internal abstract class BotRun : CancelableRun
{
    private int _completed;
    private CircuitPass _pass;
    private GraceTimer _grace;
    private AsyncServiceScope _scope;
    private bool _hasScope;
    private bool _isKnown;
    private bool _isReusable;
    private Dictionary<string, object?>? _items;

    private protected BotRun(BotRuntime bot, RunServices services)
        : base(bot, services)
    {
    }

    public BotTrigger Trigger { get; private set; }

    public bool IsDryRun { get; private set; }

    public BotRunOptions? Options { get; private set; }

    /// <summary>The runs it is a child of, if any.</summary>
    public Lineage? Lineage { get; private set; }

    /// <summary>What a store knows of the run, where it holds it.</summary>
    public RunHold? Hold { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public long StartTimestamp { get; private set; }

    /// <summary>How often the bot's code was called.</summary>
    public int Attempt { get; set; }

    public BotFailure? Failure { get; private set; }

    public BotProgress? Progress { get; set; }

    public IDictionary<string, object?> Items => _items ??= new(StringComparer.Ordinal);

    public abstract object? UntypedInput { get; }

    public abstract object? UntypedResult { get; set; }

    public RunEnd End { get; private set; }

    public Refusal Refusal { get; private set; }

    public IReadOnlyList<BotFieldError>? Problems { get; private set; }

    /// <summary>Whether the text was no JSON at all.</summary>
    public bool IsMalformed { get; private set; }

    public Exception? Exception { get; private set; }

    public System.Diagnostics.Activity? Activity { get; set; }

    /// <summary>The tie to the caller's token.</summary>
    public CancellationTokenRegistration CallerLink { get; set; }

    /// <summary>The watch on the run's own token, once its caller is kept waiting.</summary>
    public CancellationTokenRegistration GraceLink { get; set; }

    /// <summary>Whether a validator or middleware may have taken time before the attempts.</summary>
    public bool HasWaited { get; set; }

    /// <summary>Whether nothing shall be tried any more: its token has fired, or its caller has been answered.</summary>
    public bool IsOver => Token.IsCancellationRequested || Volatile.Read(ref _completed) != 0;

    /// <summary>Whether it was counted as running, so that it is counted out again.</summary>
    public bool CountsAsActive { get; set; }

    /// <summary>Whether the grace time ran out before there was a caller to answer.</summary>
    public bool IsGraceOver { get; private set; }

    public IServiceProvider Services
    {
        get
        {
            if (!_hasScope)
            {
                _scope = Shared.Scopes.CreateAsyncScope();
                _hasScope = true;
            }

            return _scope.ServiceProvider;
        }
    }

    /// <summary>Takes up a new run.</summary>
    public void Begin(Guid executionId, in RunArguments arguments, DateTimeOffset startedAt, long startTimestamp)
    {
        Lineage = arguments.Lineage;
        IsDryRun = arguments.Options?.DryRun ?? Lineage?.IsDryRun ?? false;
        Hold = arguments.Hold;
        Take(new RunContext(executionId, this));
        Trigger = arguments.Trigger;
        Options = arguments.Options;
        StartedAt = startedAt;
        StartTimestamp = startTimestamp;
    }

    /// <summary>True for exactly one caller: the one that writes the run's end.</summary>
    public bool TryComplete() => Interlocked.Exchange(ref _completed, 1) == 0;

    public void Succeed()
    {
        Failure = null;
        Exception = null;
        End = RunEnd.Succeeded;
    }

    public void Invalidate(IReadOnlyList<BotFieldError> problems, bool isMalformed = false)
    {
        Problems = problems;
        IsMalformed = isMalformed;
        End = RunEnd.Invalid;
    }

    public void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        End = RunEnd.Refused;
    }

    public void Cancel() => End = RunEnd.Canceled;

    /// <summary>Classifies what was thrown, once, with regard to who fired the token.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="timedOut">Whether the timeout of the run or the attempt had passed.</param>
    public void Fail(Exception exception, bool timedOut)
    {
        Exception = exception;
        if (exception is BotYieldException && Cancellation != RunCancellation.Operator)
        {
            End = RunEnd.Yielded;
            Failure = null;
        }
        else if (exception is OperationCanceledException or BotYieldException && WasCanceled)
        {
            End = RunEnd.Canceled;
            Failure = null;
        }
        else if (timedOut)
        {
            TimeOut();
        }
        else
        {
            End = RunEnd.Failed;
            Failure = Runtime.Errors.Classify(exception);
        }
    }

    public void TimeOut()
    {
        End = RunEnd.TimedOut;
        Failure = RunCompletion.TimedOut;
    }

    /// <summary>Keeps the circuit's ticket until the run has an outcome.</summary>
    public void HoldTicket(CircuitTicket ticket) => _pass.Hold(ticket);

    /// <summary>Tells the circuit how the run ended, at most once.</summary>
    public void LeaveCircuit(RunEnd end) => _pass.Leave(this, end);

    /// <summary>Somebody may still come back to the run after its end: no other run may use this object.</summary>
    public void MakeKnown() => _isKnown = true;

    /// <summary>A token fired while the run's code runs: from now on the caller waits only for the grace time.</summary>
    public void StartGrace()
    {
        _isKnown = true;
        _grace.Start(Shared.Clock, Runtime.Options.TimeoutGrace, static run => ((BotRun)run!).EndGrace(), this);
    }

    /// <summary>The bot's code stopped in time.</summary>
    public void StopGrace() => _grace.Stop();

    /// <summary>Answers the caller, if it already waits, although the bot's code still runs.</summary>
    protected abstract void Abandon();

    /// <summary>Frees what the run held, once its code has really ended.</summary>
    public ValueTask ReleaseAsync()
    {
        var isUnknown = (CallerLink == default || CallerLink.Unregister()) & (GraceLink == default || GraceLink.Unregister()) & (Hold?.Untie() ?? true);
        StopGrace();
        _isReusable = TryClaim(RunCancellation.Released) && isUnknown && !_isKnown;
        Runtime.Deadlines.Release();
        Runtime.Concurrency.Exit();
        Hold?.Return();
        return _hasScope ? RunScopes.DisposeAsync(_scope, this) : ValueTask.CompletedTask;
    }

    /// <summary>Closes the context and forgets the run, so that another may use this object.</summary>
    /// <returns>Whether another may: nobody who could still come back to the run knows of it.</returns>
    public bool TryForget()
    {
        Context.Close();
        if (!_isReusable || !Tokens.TryReset())
        {
            return false;
        }

        Forget();
        return true;
    }

    protected virtual void Forget()
    {
        Take(null);
        _completed = 0;
        _scope = default;
        _hasScope = false;
        _isReusable = false;
        _items = null;
        Options = null;
        Lineage = null;
        Hold = null;
        Attempt = 0;
        Failure = null;
        Progress = null;
        End = RunEnd.None;
        Refusal = default;
        Problems = null;
        IsMalformed = false;
        Exception = null;
        Activity = null;
        CallerLink = default;
        GraceLink = default;
        HasWaited = false;
        CountsAsActive = false;
        IsGraceOver = false;
    }

    private void EndGrace()
    {
        IsGraceOver = true;
        Interlocked.MemoryBarrier();
        Abandon();
    }
}
