using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One run while it is at work here: what all its frames share.</summary>
internal sealed class WorkflowRun(WorkflowRunServices services, BotContext context, IWorkflowJournal journal, bool canYield)
{
    private readonly DateTimeOffset _turnEnds = services.Clock.GetUtcNow() + services.Settings.Turn;
    private readonly Lock _gate = new();
    private DateTimeOffset _nextLook;
    private HashSet<string> _signals = [];
    private long _order;
    private long _steps;

    public WorkflowRunServices Services => services;

    public BotContext Context => context;

    public Guid Id { get; } = context.ExecutionId;

    public IWorkflowJournal Journal => journal;

    public Activity Activity { get; } = new(services.Clock, canYield);

    public DateTimeOffset Now => services.Clock.GetUtcNow();

    public DateTimeOffset? Deadline { get; set; }

    /// <summary>Whether there may be records of frames from an earlier turn.</summary>
    public bool IsRestored { get; set; }

    /// <summary>Whether it ends as a whole; what it undoes meanwhile is not stopped.</summary>
    public bool IsAborted { get; set; }

    /// <summary>Fires when the run must stop here.</summary>
    public CancellationToken Token { get; init; }

    /// <summary>The frame whose record is to be written together with the yield.</summary>
    public Frame? Pending { get; private set; }

    /// <summary>The input of the execution.</summary>
    public JsonNode? Input { get; init; }

    public BotPause? Pause { get; private set; }

    public string? CancelReason { get; private set; }

    public long Steps => Interlocked.Read(ref _steps);

    public void CountStep() => Interlocked.Increment(ref _steps);

    public void RestoreSteps(long steps) => _steps = Math.Max(_steps, steps);

    /// <summary>A number that grows, also past a loss of the process.</summary>
    public long NextOrder()
    {
        lock (_gate)
        {
            return _order = Math.Max(_order + 1, Now.UtcTicks);
        }
    }

    public bool HasSignal(string name)
    {
        lock (_gate)
        {
            return _signals.Contains(name);
        }
    }

    public void DropSignal(string name)
    {
        lock (_gate)
        {
            _signals.Remove(name);
        }
    }

    /// <summary>Looks for a pause and signals in the store.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        _nextLook = Now + services.Settings.Look;
        var signals = services.Signals;
        var names = await signals.ListAsync(context.Bot, Id, cancellationToken).ConfigureAwait(false);
        var pause = await signals.ReadPauseAsync(context.Bot, Id, cancellationToken).ConfigureAwait(false);
        var prefix = WorkflowSignals.SignalKey(Id, string.Empty).Length;
        lock (_gate)
        {
            _signals = [.. names.Select(it => it[prefix..])];
        }

        if (HasSignal(WorkflowSignals.Cancel) && CancelReason is null)
        {
            var signal = await signals.ReadSignalAsync(context.Bot, Id, WorkflowSignals.Cancel, cancellationToken).ConfigureAwait(false);
            CancelReason = JsonNodes.TryText(signal?.Payload, out var reason) ? reason : $"Canceled by {signal?.By}.";
        }

        var changed = (Pause is null) != (pause is null);
        Pause = pause;
        if (changed || names.Count > 0)
        {
            Activity.Nudge();
        }
    }

    /// <summary>Told that there is something to look for.</summary>
    public void Nudge()
    {
        _nextLook = default;
        Activity.Nudge();
    }

    /// <summary>Before each state: whether the run may go on.</summary>
    /// <exception cref="WorkflowAbortException">It may not.</exception>
    /// <exception cref="SuspendedException">Not now.</exception>
    public async ValueTask BoundaryAsync(Frame frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsAborted)
        {
            return;
        }

        await CheckAsync(cancellationToken).ConfigureAwait(false);
        while (Pause is not null)
        {
            await SleepAsync(frame, null, cancellationToken).ConfigureAwait(false);
            await CheckAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Now >= _turnEnds && Activity.TrySuspend(Now))
        {
            throw new SuspendedException();
        }
    }

    /// <summary>Waits: by yielding, when nothing else of the run is at work. It may return early.</summary>
    /// <exception cref="SuspendedException">The run yields.</exception>
    public async ValueTask SleepAsync(Frame frame, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var until = IsAborted || Deadline is null || due < Deadline ? due : Deadline;
        if (until <= Now)
        {
            return;
        }

        if (Activity.TrySuspend(until))
        {
            Pending = frame;
            throw new SuspendedException();
        }

        await CommitAsync(frame, cancellationToken).ConfigureAwait(false);
        await Activity.WaitAsync(until, services.Settings.Look, cancellationToken).ConfigureAwait(false);
        if (!IsAborted)
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask CommitAsync(Frame frame, CancellationToken cancellationToken)
    {
        if (frame.IsDirty)
        {
            await journal.WriteAsync(frame, Steps, cancellationToken).ConfigureAwait(false);
            frame.IsDirty = false;
        }
    }

    /// <summary>What paths of a frame's state can see.</summary>
    public DataScope ScopeOf(Frame frame, JsonNode? input)
        => new(input, () => ContextObject.Make(this, frame), frame.Variables, new IntrinsicSource($"{Id:N}/{frame.Key}{frame.Seq}"));

    /// <summary>What the ItemSelector of a Map can see.</summary>
    public DataScope ScopeOf(Frame frame, JsonNode? input, int index, JsonNode? item)
        => new(input, () => ContextObject.Make(this, frame, (index, item)), frame.Variables, new IntrinsicSource($"{Id:N}/{frame.Key}{frame.Seq}.{index}"));

    private async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (Now >= _nextLook)
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        if (CancelReason is not null)
        {
            throw new WorkflowAbortException(WorkflowErrorCodes.WorkflowCanceled, CancelReason);
        }

        if (Deadline <= Now)
        {
            throw new WorkflowAbortException(ErrorNames.Timeout, "The workflow took longer than its TimeoutSeconds.");
        }

        if (Steps > services.Settings.MaxSteps)
        {
            throw new WorkflowAbortException(ErrorNames.Runtime, $"The run entered more than {services.Settings.MaxSteps} states.");
        }
    }
}
