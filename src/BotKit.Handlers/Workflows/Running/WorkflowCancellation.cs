using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>Ends runs that may not go on: canceled, out of time, or out of steps. What they have done is undone first.</summary>
internal sealed class WorkflowCancellation(WorkflowRunServices services, WorkflowBots bots, IBotLedger ledger)
{
    /// <summary>Runs a workflow's frame to its end, undone where it must end before.</summary>
    public async ValueTask RunAsync(WorkflowRun run, Frame root, CancellationToken cancellationToken)
    {
        WorkflowAbortException abort;
        var watch = new CancelWatch(run, looks: run.Context.Fence > 0);
        await using (watch.ConfigureAwait(false))
        {
            try
            {
                await new FrameRunner(run).RunAsync(root, watch.Token).ConfigureAwait(false);
                return;
            }
            catch (WorkflowAbortException exception)
            {
                abort = exception;
            }
            catch (OperationCanceledException) when (run is { CancelReason: not null, IsAborted: false } && !cancellationToken.IsCancellationRequested)
            {
                abort = new WorkflowAbortException(WorkflowErrorCodes.WorkflowCanceled, run.CancelReason);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && run.MayUndo)
            {
                await LeaveAsync(run, root, cancellationToken).ConfigureAwait(false);
                throw;
            }
        }

        await UndoAsync(run, root, abort, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a run that was canceled, and is undone, as every run that is canceled ends.</summary>
    public async ValueTask EndAsync(WorkflowRun run, Frame root, CancellationToken cancellationToken)
    {
        if (root.Phase != FramePhase.Failed || root.Error != WorkflowErrorCodes.WorkflowCanceled)
        {
            return;
        }

        try
        {
            await services.Signals.RemoveAsync(run.Context.Bot, run.Id, WorkflowSignals.Cancel, cancellationToken).ConfigureAwait(false);
            if (root.IsHalfUndone)
            {
                return;
            }

            Log.RunCanceled(run.Context.Logger, root.Definition.Name, root.Definition.Version, root.StateName, root.Cause);
            run.IsUndone = true;
            await bots.Manager.CancelAsync(run.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BotStoreException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The run itself was told before the store; a signal that stays does no harm.
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async ValueTask UndoAsync(WorkflowRun run, Frame root, WorkflowAbortException abort, CancellationToken cancellationToken)
    {
        run.IsAborted = true;
        root.Error = abort.Error;
        root.Cause = abort.Message;
        Tallies.Leave(run, root, StepState.Failed, null, abort.Error);
        StateFailures.Fail(root);
        await new FrameRunner(run).RunAsync(root, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes in the time that is left when the run's own token has fired, unless the run goes on elsewhere.</summary>
    private async ValueTask LeaveAsync(WorkflowRun run, Frame root, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(services.Settings.UndoTimeout, services.Clock);
        try
        {
            if (run.Context.Fence > 0 && await ledger.FindAsync(run.Id, limit.Token).ConfigureAwait(false) is not { IsCancelRequested: true })
            {
                return;
            }

            run.Token = limit.Token;
            run.IsDetached = true;
            await UndoAsync(run, root, new WorkflowAbortException(WorkflowErrorCodes.WorkflowCanceled, "Nobody waits for it any more."), limit.Token).ConfigureAwait(false);
            if (!root.IsHalfUndone)
            {
                return;
            }
        }
        catch (Exception exception) when (exception is BotStoreException or OperationCanceledException or SuspendedException)
        {
            Log.RunNotUndone(run.Context.Logger, exception, root.Definition.Name, root.Definition.Version);
            return;
        }

        Log.RunNotUndone(run.Context.Logger, null, root.Definition.Name, root.Definition.Version);
    }
}
