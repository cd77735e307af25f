using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Runs another workflow inside a run, as a frame of its own: it waits, survives and is undone like all the rest of the run.</summary>
internal static class InnerWorkflow
{
    public static async ValueTask<JsonNode?> RunAsync(FrameRunner runner, Frame frame, TaskState task, JsonNode? input, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var run = runner.Run;
        if (frame.Depth >= WorkflowDefaults.MaxWorkflowDepth)
        {
            throw StateFailureException.Runtime($"Workflows nest at most {WorkflowDefaults.MaxWorkflowDepth} deep.");
        }

        var record = run.IsRestored ? await run.Journal.ReadAsync(ChildFrames.PathOf(frame, "w"), cancellationToken).ConfigureAwait(false) : null;
        var definition = await DefinitionAsync(run, frame, task, record, cancellationToken).ConfigureAwait(false);
        var inner = await ChildFrames.OpenAsync(
            runner, frame, "w", definition.Root, () => FrameData.Of(input), cancellationToken, new ChildKind(Definition: definition), record).ConfigureAwait(false);
        Limit(inner, timeout);
        Limit(inner, definition.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        try
        {
            await RunAsync(runner, frame, inner, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WorkflowAbortException or OperationCanceledException)
        {
            // The run or the branch ends as a whole, and undoes what this workflow has done.
            frame.Undo.AddRange(inner.Undo.Concat(inner.Undoing).Select(it => it.Workflow is null ? it with { Workflow = definition.Name, Version = definition.Version } : it));
            throw;
        }

        return inner.Phase == FramePhase.Succeeded ? inner.Data.Node?.DeepClone() : throw new StateFailureException(inner.Error, inner.Cause);
    }

    private static void Limit(Frame inner, TimeSpan? time)
    {
        if (inner.Header!.StartedAt + time is { } at && !(inner.Limit?.At <= at))
        {
            inner.Limit = (inner, at);
        }
    }

    /// <summary>Runs it to its end, undone where its time is over before.</summary>
    private static async ValueTask RunAsync(FrameRunner runner, Frame frame, Frame inner, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(inner, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkflowAbortException abort) when (abort.Inner == inner)
        {
            inner.Limit = frame.Limit;
            inner.Error = abort.Error;
            inner.Cause = abort.Message;
            Tallies.Leave(runner.Run, inner, StepState.Failed, null, abort.Error);
            StateFailures.Fail(inner);
            await runner.RunAsync(inner, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The definition that it began with, or else the newest.</summary>
    private static async ValueTask<WorkflowDefinition> DefinitionAsync(WorkflowRun run, Frame frame, TaskState task, FrameRecord? record, CancellationToken cancellationToken)
    {
        var catalog = run.Services.Catalog;
        if (record is { Header: { } header }
            && record.Entry == frame.Seq && header.Workflow == task.Target
            && await catalog.ReadAsync(run.Context.Bot, header.Workflow, header.Version, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return kept;
        }

        var definition = catalog.Find(task.Target) ?? throw StateFailureException.Runtime($"There is no workflow '{task.Target}' here.");
        await catalog.KeepAsync(run.Context.Bot, definition, cancellationToken).ConfigureAwait(false);
        return definition;
    }
}
