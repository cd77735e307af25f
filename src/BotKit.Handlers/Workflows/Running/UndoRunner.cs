namespace BotKit.Handlers.Workflows;

/// <summary>Undoes finished Tasks, the last one first, each by the states that its <c>Compensate</c> names.</summary>
internal static class UndoRunner
{
    public static async ValueTask RunAsync(FrameRunner runner, Frame frame, CancellationToken cancellationToken)
    {
        while (frame.Undoing.Count > 0)
        {
            await UndoAsync(runner, frame, frame.Undoing[^1], cancellationToken).ConfigureAwait(false);
            frame.Undoing.RemoveAt(frame.Undoing.Count - 1);
            frame.Seq++;
            frame.IsDirty = true;
            await runner.Run.CommitAsync(frame, cancellationToken).ConfigureAwait(false);
        }

        frame.Phase = frame.RetriesAfterUndo ? FramePhase.RetryWait : FramePhase.Failed;
        frame.RetriesAfterUndo = false;
        frame.IsDirty = true;
    }

    private static async ValueTask UndoAsync(FrameRunner runner, Frame frame, UndoEntry entry, CancellationToken cancellationToken)
    {
        var definition = entry.Workflow is null ? frame.Definition
            : await runner.Run.Services.Catalog.ReadAsync(runner.Run.Context.Bot, entry.Workflow, entry.Version!, cancellationToken).ConfigureAwait(false);
        if (definition?.Find(entry.State) is not TaskState { Compensate: { } start } task)
        {
            Miss(frame, entry, "its definition is not there any more");
            return;
        }

        var machine = task.Parent is { } parent ? parent.Machines[task.Branch] : definition.Root;
        var kind = new ChildKind(Definition: definition == frame.Definition ? null : definition, StartAt: start);
        var undo = frame.UndoFrame is { } known && known.Entry == frame.Seq ? known
            : await ChildFrames.OpenAsync(runner, frame, "u", machine, () => entry.Data, cancellationToken, kind).ConfigureAwait(false);
        frame.UndoFrame = undo;
        await runner.RunAsync(undo, cancellationToken).ConfigureAwait(false);
        if (undo.Phase == FramePhase.Failed)
        {
            Miss(frame, entry, undo.Error);
        }

        if (definition != frame.Definition)
        {
            return;
        }

        Tallies.Add(frame, undo);
        if (undo.Phase == FramePhase.Succeeded && frame.Tally.TryGetValue(task.Index, out var tally))
        {
            tally.State = StepState.Compensated;
        }
    }

    private static void Miss(Frame frame, UndoEntry entry, string? why)
    {
        frame.IsHalfUndone = true;
        frame.Cause += $" '{entry.State}' could not be undone: {why}.";
    }
}
