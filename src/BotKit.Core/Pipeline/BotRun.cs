using System.Runtime.CompilerServices;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Pipeline;

/// <summary>One run on its way through the pipeline: what the stages know of it, and how it may be canceled.</summary>
internal abstract class BotRun : BotContext, ILoggedRun
{
    public static readonly BotFailure TimedOut = new(
        BotSeverity.Standard, BotErrorCodes.Timeout, IsTransient: true, "The run took longer than its timeout.");

    private int _cancellation;
    private int _completed;
    private RunLog? _log;
    private int _holdsTicket;
    private CircuitTicket _ticket;
    private ITimer? _grace;
    private AsyncServiceScope _scope;
    private bool _hasScope;

    private protected BotRun(BotRuntime bot, RunServices services, Guid executionId, in RunArguments arguments, DateTimeOffset startedAt, long startTimestamp)
        : base(executionId, bot.Name, arguments.Trigger, arguments.Options?.DryRun ?? arguments.Parent?.IsDryRun ?? false)
    {
        Runtime = bot;
        Shared = services;
        Parent = arguments.Parent;
        Options = arguments.Options;
        StartedAt = startedAt;
        StartTimestamp = startTimestamp;
        Tokens = TokenSources.Rent(services.Clock);
    }

    public BotRuntime Runtime { get; }

    public RunServices Shared { get; }

    public BotRun? Parent { get; }

    public BotRunOptions? Options { get; }

    public DateTimeOffset StartedAt { get; }

    public long StartTimestamp { get; }

    /// <summary>Fires for the whole run: caller, operator, total timeout.</summary>
    public CancellationTokenSource Tokens { get; }

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

    public BotRun? Next { get; set; }

    public BotRun? Previous { get; set; }

    public CancellationToken Token => Tokens.Token;

    public RunCancellation Cancellation => (RunCancellation)Volatile.Read(ref _cancellation);

    /// <summary>Whether nothing shall be tried any more: its token has fired, or its caller has been answered.</summary>
    public bool IsOver => Token.IsCancellationRequested || Volatile.Read(ref _completed) != 0;

    /// <summary>Whether it was counted as running, so that it is counted out again.</summary>
    public bool CountsAsActive { get; set; }

    /// <summary>Whether the grace time ran out before there was a caller to answer.</summary>
    public bool IsGraceOver { get; private set; }

    public int Depth => Parent is null ? 0 : Parent.Depth + 1;

    ref RunLog? ILoggedRun.Log => ref _log;

    public override Guid? ParentId => Parent?.ExecutionId;

    public override Guid RootId => Parent?.RootId ?? ExecutionId;

    public override ILogger Logger => Runtime.Logger;

    public override IServiceProvider Services
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

    public override void Report(double fraction, string? message = null)
    {
        if (fraction is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Progress is between 0 and 1.");
        }

        Progress = new BotProgress(fraction, message, Shared.Clock.GetUtcNow());
    }

    public override ValueTask<BotResult> RunAsync(string bot, object input, CancellationToken cancellationToken = default)
        => Shared.Children.RunAsync(this, bot, input, cancellationToken);

    /// <summary>Cancels the run, unless it was canceled before or is over.</summary>
    public bool TryCancel(RunCancellation reason)
    {
        if (Interlocked.CompareExchange(ref _cancellation, (int)reason, (int)RunCancellation.None) != (int)RunCancellation.None)
        {
            return false;
        }

        try
        {
            Tokens.Cancel();
        }
        catch (AggregateException exception)
        {
            Log.CancellationFailed(Shared.Logger, exception, ExecutionId, Bot);
        }

        return true;
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
        if (exception is OperationCanceledException && Cancellation is RunCancellation.Caller or RunCancellation.Operator)
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
        Failure = TimedOut;
    }

    /// <summary>Keeps the circuit's ticket until the run has an outcome.</summary>
    public void HoldTicket(CircuitTicket ticket)
    {
        _ticket = ticket;
        Volatile.Write(ref _holdsTicket, 1);
    }

    /// <summary>Tells the circuit how the run ended, at most once.</summary>
    public void LeaveCircuit(RunEnd end)
    {
        if (Interlocked.Exchange(ref _holdsTicket, 0) != 0)
        {
            var outcome = end switch
            {
                RunEnd.Succeeded => CircuitOutcome.Success,
                RunEnd.TimedOut => CircuitOutcome.Failure,
                RunEnd.Failed when Failure is not { Severity: BotSeverity.Warning } => CircuitOutcome.Failure,
                _ => CircuitOutcome.Neutral,
            };
            Runtime.Circuit.Leave(_ticket, outcome);
            if (_ticket.IsProbe && outcome == CircuitOutcome.Neutral)
            {
                Runtime.ProbeFreed?.Invoke(ExecutionId);
            }
        }
    }

    /// <summary>A token fired while the run's code runs: from now on the caller waits only for the grace time.</summary>
    public void StartGrace()
    {
        var timer = Shared.Clock.CreateTimer(static run => ((BotRun)run!).EndGrace(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (Interlocked.CompareExchange(ref _grace, timer, null) is null)
        {
            timer.Change(Runtime.Options.TimeoutGrace, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Dispose();
        }
    }

    /// <summary>The bot's code stopped in time.</summary>
    public void StopGrace() => Interlocked.Exchange(ref _grace, null)?.Dispose();

    /// <summary>Answers the caller, if it already waits, although the bot's code still runs.</summary>
    protected abstract void Abandon();

    /// <summary>Frees what the run held, once its code has really ended.</summary>
    public ValueTask ReleaseAsync()
    {
        CallerLink.Unregister();
        GraceLink.Unregister();
        StopGrace();
        Runtime.Running.Remove(this);
        Runtime.Concurrency.Exit();
        if (Interlocked.CompareExchange(ref _cancellation, (int)RunCancellation.Released, (int)RunCancellation.None) == (int)RunCancellation.None)
        {
            TokenSources.Return(Tokens, Shared.Clock);
        }

        return _hasScope ? DisposeAsync(_scope) : ValueTask.CompletedTask;
    }

    /// <summary>Ends a scope of the run. It does not throw.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask DisposeAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The run has ended; a service that cannot be disposed changes nothing about it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ScopeNotDisposed(Shared.Logger, exception, ExecutionId, Bot);
        }
    }

    public RunOrigin? ToOrigin()
    {
        var traceId = Activity?.TraceId.ToHexString();
        return Parent is null && Options is not { IdempotencyKey: not null } and not { Caller: not null } && traceId is null
            ? null
            : new RunOrigin
            {
                ParentId = Parent?.ExecutionId,
                RootId = Parent?.RootId,
                IdempotencyKey = Options?.IdempotencyKey,
                Caller = Options?.Caller,
                TraceId = traceId,
            };
    }

    private void EndGrace()
    {
        IsGraceOver = true;
        Interlocked.MemoryBarrier();
        Abandon();
    }
}
