using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One run while it is at work here: what all its frames share.</summary>
internal sealed class WorkflowRun(WorkflowRunServices services, BotContext context, IWorkflowJournal journal, bool canYield)
{
    private readonly DateTimeOffset _turnEnds = services.Clock.GetUtcNow() + services.Settings.Turn;
    private readonly Lock _gate = new();
    private long _nextLook;
    private HashSet<string> _signals = [];
    private readonly Dictionary<string, bool> _used = [];
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

    /// <summary>Whether it undoes although its own token has fired: nobody waits for it any more.</summary>
    public bool IsDetached { get; set; }

    /// <summary>Whether it was canceled, and nothing is left to undo.</summary>
    public bool IsUndone { get; set; }

    /// <summary>Whether it may have something to undo when it is canceled.</summary>
    public bool MayUndo { get; set; }

    /// <summary>Fires when the run must stop here.</summary>
    public CancellationToken Token { get; set; }

    /// <summary>The frame whose record is to be written together with the yield.</summary>
    public Frame? Pending { get; private set; }

    /// <summary>The input of the execution.</summary>
    public JsonNode? Input { get; init; }

    public BotPause? Pause { get; private set; }

    public string? CancelReason { get; private set; }

    /// <summary>Whether there was a signal or a pause.</summary>
    public bool HadNews { get; private set; }

    public long Steps => Interlocked.Read(ref _steps);

    public void CountStep() => Interlocked.Increment(ref _steps);

    /// <summary>Goes on with the counts of a frame that was brought back, whatever the clock of the node was that wrote them.</summary>
    public void Restore(Frame frame, long steps)
    {
        lock (_gate)
        {
            _steps = Math.Max(_steps, steps);
            if (frame.UsedSignal is { } used)
            {
                _used[used] = true;
            }

            _order = frame.Undo.Concat(frame.Undoing).Select(static it => it.Order).Append(_order).Max();
        }
    }

    /// <summary>A number that grows, also past a loss of the process.</summary>
    public long NextOrder()
    {
        lock (_gate)
        {
            return _order = Math.Max(_order + 1, Now.UtcTicks);
        }
    }

    public bool IsLookDue => Now.UtcTicks >= Volatile.Read(ref _nextLook);

    public bool HasSignal(string name)
    {
        lock (_gate)
        {
            return _signals.Contains(name);
        }
    }

    /// <summary>Takes a signal for one of the frames of the run.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="isWritten">When it was taken before: whether that is known to be written.</param>
    public bool TryUse(string id, out bool isWritten)
    {
        lock (_gate)
        {
            return !_used.TryGetValue(id, out isWritten) && _used.TryAdd(id, false);
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
        Volatile.Write(ref _nextLook, (Now + services.Settings.Look).UtcTicks);
        var signals = services.Signals;
        var names = await signals.ListAsync(context.Bot, Id, cancellationToken).ConfigureAwait(false);
        var pause = await signals.ReadPauseAsync(context.Bot, Id, cancellationToken).ConfigureAwait(false);
        var prefix = WorkflowSignals.SignalKey(Id, string.Empty).Length;
        lock (_gate)
        {
            _signals = [.. names.Select(it => it[prefix..])];
        }

        // It may come after all that were listed.
        if (CancelReason is null && (HasSignal(WorkflowSignals.Cancel) || names.Count == WorkflowSignals.MaxListed)
            && await signals.ReadSignalAsync(context.Bot, Id, WorkflowSignals.Cancel, cancellationToken).ConfigureAwait(false) is { } signal)
        {
            CancelReason = JsonNodes.TryText(signal.Payload, out var reason) ? reason : $"Canceled by {signal.By}.";
        }

        HadNews |= names.Count > 0 || pause is not null;
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
        Volatile.Write(ref _nextLook, 0);
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

        var abort = await CheckAsync(cancellationToken, frame).ConfigureAwait(false);
        while (abort is null && Pause is not null)
        {
            await WaitAsync(frame, null, cancellationToken).ConfigureAwait(false);
            abort = await CheckAsync(cancellationToken, frame).ConfigureAwait(false);
        }

        if (abort is not null)
        {
            // What an earlier turn has done inside of it is known only inside.
            if (IsRestored && frame is { Phase: FramePhase.Working, State: ParallelState or MapState or TaskState { Scheme: WorkflowTask.Scheme } })
            {
                return;
            }

            throw abort;
        }

        if (Now >= _turnEnds && Activity.TrySuspend(Now))
        {
            throw new SuspendedException();
        }
    }

    /// <summary>Once the last state has ended: whether the run was canceled before.</summary>
    /// <exception cref="WorkflowAbortException">It was.</exception>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (!IsAborted && await CheckAsync(cancellationToken).ConfigureAwait(false) is { Error: WorkflowErrorCodes.WorkflowCanceled } abort)
        {
            throw abort;
        }
    }

    /// <summary>Waits: by yielding, when nothing else of the run is at work. It may return early.</summary>
    /// <exception cref="SuspendedException">The run yields.</exception>
    /// <exception cref="WorkflowAbortException">It ends as a whole.</exception>
    public async ValueTask SleepAsync(Frame frame, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        await WaitAsync(frame, due, cancellationToken).ConfigureAwait(false);
        if (!IsAborted && await CheckAsync(cancellationToken, frame).ConfigureAwait(false) is { } abort)
        {
            throw abort;
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
        => new(input, new ContextObject(this, frame), frame.Variables, new IntrinsicSource($"{Id:N}/{frame.Key}{frame.Seq}"));

    /// <summary>What the ItemSelector of a Map can see.</summary>
    public DataScope ScopeOf(Frame frame, JsonNode? input, int index, JsonNode? item)
        => new(input, new ContextObject(this, frame, (index, item)), frame.Variables, new IntrinsicSource($"{Id:N}/{frame.Key}{frame.Seq}.{index}"));

    private async ValueTask WaitAsync(Frame frame, DateTimeOffset? due, CancellationToken cancellationToken)
    {
        var end = EndOf(frame);
        var until = end is null || due < end ? due : end;
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
    }

    /// <summary>When the time of the run is over, or of the workflow inside it that a frame is of.</summary>
    public DateTimeOffset? EndOf(Frame frame)
        => IsAborted ? null : frame is { Phase: not FramePhase.Undoing, Limit: { } limit } && !(Deadline <= limit.At) ? limit.At : Deadline;

    /// <summary>Tells whose time is over.</summary>
    public WorkflowAbortException Overdue(Frame frame)
        => new(ErrorNames.Timeout, "The workflow took longer than its TimeoutSeconds.") { Inner = Deadline <= Now ? null : frame.Limit?.Of };

    /// <summary>Whether the run must end as a whole, or the workflow inside it that the frame is of.</summary>
    private async ValueTask<WorkflowAbortException?> CheckAsync(CancellationToken cancellationToken, Frame? frame = null)
    {
        if (IsLookDue)
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        return CancelReason is not null ? new(WorkflowErrorCodes.WorkflowCanceled, CancelReason)
            : Deadline <= Now ? new(ErrorNames.Timeout, "The workflow took longer than its TimeoutSeconds.")
            : Steps > services.Settings.MaxSteps ? new(ErrorNames.Runtime, $"The run entered more than {services.Settings.MaxSteps} states.")
            : frame is not null && EndOf(frame) <= Now ? Overdue(frame)
            : null;
    }
}
