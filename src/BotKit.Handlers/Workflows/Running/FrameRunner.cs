namespace BotKit.Handlers.Workflows;

/// <summary>Brings a frame from state to state, until it has ended or the run is suspended. Each step is one write.</summary>
internal sealed class FrameRunner(WorkflowRun run)
{
    public WorkflowRun Run => run;

    /// <summary>Begins a frame at a state.</summary>
    public void Begin(Frame frame, string state, FrameData data)
    {
        frame.StateName = state;
        frame.Data = data;
        Enter(frame);
    }

    /// <summary>Runs a frame to its end.</summary>
    public async ValueTask RunAsync(Frame frame, CancellationToken cancellationToken)
    {
        while (!frame.IsEnded)
        {
            await CommitAsync(frame).ConfigureAwait(false);
            if (frame is { Path: CheckpointJournal.Root, Phase: FramePhase.Undoing, RetriesAfterUndo: false })
            {
                run.IsAborted = true;
            }

            await run.BoundaryAsync(frame, cancellationToken).ConfigureAwait(false);
            try
            {
                switch (frame.Phase)
                {
                    case FramePhase.RetryWait:
                        await RetryAsync(frame, cancellationToken).ConfigureAwait(false);
                        break;
                    case FramePhase.Undoing:
                        await UndoRunner.RunAsync(this, frame, cancellationToken).ConfigureAwait(false);
                        break;
                    default:
                        Leave(frame, await StateRunner.RunAsync(this, frame, cancellationToken).ConfigureAwait(false));
                        break;
                }
            }
            catch (StateFailureException failure)
            {
                StateFailures.Handle(run, frame, failure);
            }
            catch (Exception exception) when (StateFailures.IsUnexpected(exception))
            {
                Log.StateFailed(run.Context.Logger, exception, frame.StateName);
                StateFailures.Handle(run, frame, StateFailures.Unexpected(frame, exception));
            }
        }

        if (frame is { Path: CheckpointJournal.Root, Phase: FramePhase.Succeeded, IsDirty: true })
        {
            await run.FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        await CommitAsync(frame).ConfigureAwait(false);
    }

    /// <summary>Counts and notes that a state is entered.</summary>
    public void Enter(Frame frame)
    {
        run.CountStep();
        frame.Seq++;
        frame.Phase = FramePhase.Working;
        frame.EnteredAt = run.Now;
        frame.Due = null;
        frame.Tries = [];
        frame.IsDirty = true;
        var tally = Tallies.Of(frame);
        tally.Entries++;
        tally.State = StepState.Running;
        tally.EnteredMs = frame.EnteredAt.ToUnixTimeMilliseconds();
        tally.Input = run.Services.Mask.Show(frame.Data);
        tally.Output = tally.Error = null;
        frame.KeepsInput = frame.Path == CheckpointJournal.Root && !WorkflowMask.IsWhole(tally.Input);
    }

    private void Leave(Frame frame, StepResult result)
    {
        var undo = frame.State is TaskState { Compensate: not null } task ? new UndoEntry(task.Name, run.NextOrder(), result.Output) : null;
        try
        {
            frame.Assign(result.Assign, undo);
        }
        finally
        {
            // The Task has finished, also where its variables are too many.
            frame.Undo.AddRange(undo is null ? [] : [undo]);
        }

        Tallies.Leave(run, frame, StepState.Succeeded, result.Output, null);
        GoOn(frame, result.Next, result.Output);
    }

    /// <summary>Goes to the next state, or to the end.</summary>
    public void GoOn(Frame frame, string? next, FrameData data)
    {
        frame.Data = data;
        frame.IsDirty = true;
        if (next is null)
        {
            frame.Phase = FramePhase.Succeeded;
            frame.Due = null;
            return;
        }

        var ways = Tallies.Of(frame).Ways;
        var to = frame.Machine[next].Index;
        ways[to] = ways.GetValueOrDefault(to) + 1;
        frame.StateName = next;
        Enter(frame);
    }

    private async ValueTask RetryAsync(Frame frame, CancellationToken cancellationToken)
    {
        await run.SleepAsync(frame, frame.Due, cancellationToken).ConfigureAwait(false);
        if (frame.Due <= run.Now)
        {
            frame.Phase = FramePhase.Working;
            frame.Due = null;
            frame.Seq++;
            run.CountStep();
            frame.IsDirty = true;
        }
    }

    // What is done is kept, also when the other branches or the whole run shall stop.
    private async ValueTask CommitAsync(Frame frame)
    {
        var cancellationToken = run.Token;
        if (frame.KeepsInput)
        {
            frame.KeepsInput = false;
            await run.Journal.KeepInputAsync(frame.State.Index, frame.Data, cancellationToken).ConfigureAwait(false);
        }

        await run.CommitAsync(frame, cancellationToken).ConfigureAwait(false);
        if (frame.SignalToRemove is { } signal)
        {
            frame.SignalToRemove = null;
            await WaitRunner.RemoveAsync(run, signal, cancellationToken).ConfigureAwait(false);
        }
    }
}
