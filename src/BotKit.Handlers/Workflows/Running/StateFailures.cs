using System.Text.Json.Nodes;
using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>What follows when a state failed: another try, a fallback, or the end of its frame.</summary>
internal static class StateFailures
{
    public static void Handle(WorkflowRun run, Frame frame, StateFailureException failure)
    {
        var state = frame.State;
        frame.IsDirty = true;
        frame.Error = failure.Error;
        frame.Cause = Shown(failure.Cause);
        if (frame.Phase == FramePhase.Working && TryRetry(run, frame, state, failure))
        {
            return;
        }

        try
        {
            if (frame.Phase == FramePhase.Working && TryCatch(run, frame, state, failure))
            {
                return;
            }
        }
        catch (StateFailureException inCatch)
        {
            frame.Error = inCatch.Error;
            frame.Cause = Shown(inCatch.Cause);
        }
        catch (Exception exception) when (IsUnexpected(exception))
        {
            Log.StateFailed(run.Context.Logger, exception, frame.StateName);
            frame.Error = ErrorNames.Runtime;
            frame.Cause = Unexpected(frame, exception).Cause;
        }

        Tallies.Leave(run, frame, StepState.Failed, null, frame.Error);
        Fail(frame);
    }

    /// <summary>Whether an exception is a failure of the state that nobody foresaw, and not one that stops the run here.</summary>
    public static bool IsUnexpected(Exception exception)
        => exception is not (StateFailureException or WorkflowAbortException or SuspendedException or OperationCanceledException or BotStoreException);

    public static StateFailureException Unexpected(Frame frame, Exception exception)
        => new(ErrorNames.Runtime, $"The state '{frame.StateName}' failed unexpectedly; the log says more.", exception);

    /// <summary>Ends a frame as failed, or undoes its finished Tasks first where it is a workflow.</summary>
    public static void Fail(Frame frame)
    {
        frame.IsDirty = true;
        frame.Due = null;
        frame.RetriesAfterUndo = false;
        if (frame.Header is null || frame.Undo.Count + frame.Undoing.Count == 0)
        {
            frame.Phase = FramePhase.Failed;
            return;
        }

        BeginUndo(frame);
    }

    private static void BeginUndo(Frame frame)
    {
        // What is being undone goes on, under the keys that it has.
        var current = frame.Phase == FramePhase.Undoing ? frame.Undoing.LastOrDefault() : null;
        UndoEntry[] all = [.. frame.Undoing.Concat(frame.Undo).OrderBy(it => ReferenceEquals(it, current)).ThenBy(static it => it.Order)];
        frame.Undoing.Clear();
        frame.Undoing.AddRange(all);
        frame.Undo.Clear();
        frame.Phase = FramePhase.Undoing;
        if (current is null)
        {
            frame.Seq++;
        }
    }

    private static bool TryRetry(WorkflowRun run, Frame frame, State state, StateFailureException failure)
    {
        for (var i = 0; i < state.Retry.Count; i++)
        {
            var retrier = state.Retry[i];
            if (!ErrorMatch.Matches(retrier.ErrorEquals, failure.Error, state is TaskState))
            {
                continue;
            }

            var tries = frame.Tries.Length == state.Retry.Count ? frame.Tries : new int[state.Retry.Count];
            if (tries[i] >= retrier.MaxAttempts)
            {
                break;
            }

            var fraction = new IntrinsicSource($"{run.Id:N}/{frame.Key}{frame.Seq}/jitter").NextFraction();
            frame.Due = run.Now + retrier.DelayOf(tries[i], fraction);
            tries[i]++;
            frame.Tries = tries;
            Tallies.Of(frame).Retries++;
            Tallies.Of(frame).Error = failure.Error;
            if (failure.Finished is { Count: > 0 } finished)
            {
                // What a branch has done would be done again, so that it is undone first.
                frame.Undoing.AddRange(finished.OrderBy(static it => it.Order));
                frame.RetriesAfterUndo = true;
                frame.Phase = FramePhase.Undoing;
                frame.Seq++;
            }
            else
            {
                frame.Phase = FramePhase.RetryWait;
            }

            return true;
        }

        frame.Undo.AddRange(failure.Finished ?? []);
        return false;
    }

    private static bool TryCatch(WorkflowRun run, Frame frame, State state, StateFailureException failure)
    {
        var catcher = state.Catch.FirstOrDefault(it => ErrorMatch.Matches(it.ErrorEquals, failure.Error, state is TaskState));
        if (catcher is null)
        {
            return false;
        }

        var error = new JsonObject { ["Error"] = failure.Error ?? string.Empty, ["Cause"] = frame.Cause ?? string.Empty };
        var scope = run.ScopeOf(frame, error);
        var assign = StepResult.Variables(catcher.Assign, scope);
        var data = FrameData.Of(catcher.ResultPath.Path is { } path ? ResultPlace.Put(path, frame.Data.Node, error) : frame.Data.Node);
        frame.Assign(assign);
        Tallies.Leave(run, frame, StepState.Caught, null, failure.Error);
        frame.Error = frame.Cause = null;
        new FrameRunner(run).GoOn(frame, catcher.Next, data);
        return true;
    }

    private static string? Shown(string? cause)
        => cause is { Length: > WorkflowDefaults.MaxShownCause } ? cause[..WorkflowDefaults.MaxShownCause] + "…" : cause;
}
