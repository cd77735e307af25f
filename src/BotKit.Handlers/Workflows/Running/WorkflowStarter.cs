using System.Text.Json;

namespace BotKit.Handlers.Workflows;

/// <summary>Takes a run from where it stands to where it ends, waits or is lost.</summary>
internal sealed class WorkflowStarter(WorkflowRunServices services, ActiveWorkflows active, WorkflowOrigins origins, WorkflowCancellation cancellation)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3649);

    public async ValueTask<WorkflowResult> RunAsync(WorkflowStartInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (context.IsDryRun)
        {
            return await PlanAsync(input, context, cancellationToken).ConfigureAwait(false);
        }

        IWorkflowJournal journal = context.Fence > 0 ? new CheckpointJournal(context.Checkpoints) : new NoJournal();
        var record = await journal.ReadAsync(CheckpointJournal.Root, cancellationToken).ConfigureAwait(false);
        // An earlier run from which this one has begun may be erased meanwhile: what is needed of it is in the record.
        var origin = record is { Header: { } header } && input.FromRun is not null ? new WorkflowOrigin(header.Input, null)
            : await origins.ReadAsync(input, context, cancellationToken).ConfigureAwait(false);
        var run = new WorkflowRun(services, context, journal, CanYield(context)) { Input = origin.Input, Token = cancellationToken, IsRestored = record is not null };
        var root = await OpenAsync(run, record, origin, input, cancellationToken).ConfigureAwait(false);
        using (active.Enter(run))
        {
            await run.LookAsync(cancellationToken).ConfigureAwait(false);
            await DriveAsync(run, root, cancellationToken).ConfigureAwait(false);
            if (run.HadNews)
            {
                await services.Signals.ForgetAsync(context.Bot, run.Id, cancellationToken).ConfigureAwait(false);
            }

            await cancellation.EndAsync(run, root, cancellationToken).ConfigureAwait(false);
        }

        if (root.Phase == FramePhase.Failed)
        {
            Log.RunFailed(context.Logger, root.Definition.Name, root.Definition.Version, root.StateName, root.Error);
            throw WorkflowFailure.Of(root, root.Error == WorkflowErrorCodes.WorkflowCanceled);
        }

        return new WorkflowOutcome
        {
            DryRun = false,
            Workflow = root.Definition.Name,
            Version = root.Definition.Version,
            Output = JsonSerializer.Deserialize(root.Data.Utf8, WorkflowJson.Default.JsonElement),
            Steps = run.Steps,
        };
    }

    private async ValueTask DriveAsync(WorkflowRun run, Frame root, CancellationToken cancellationToken)
    {
        try
        {
            if (run.IsAborted)
            {
                await new FrameRunner(run).RunAsync(root, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await cancellation.RunAsync(run, root, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SuspendedException)
        {
            var now = run.Now;
            var due = run.Activity.Due ?? now + WorkflowDefaults.SignalRecheck;
            var pending = run.Pending is { IsDirty: true } frame ? ((CheckpointJournal)run.Journal).Make(frame, run.Steps) : null;
            throw run.Context.Yield(due > now + Longest ? now + Longest : due, pending);
        }
    }

    private async ValueTask<Frame> OpenAsync(WorkflowRun run, FrameRecord? record, WorkflowOrigin origin, WorkflowStartInput input, CancellationToken cancellationToken)
    {
        var definition = await DefinitionAsync(record?.Header?.Workflow ?? input.Workflow, record?.Header?.Version ?? origin.Version ?? input.Version, run.Context, cancellationToken)
            .ConfigureAwait(false);
        var root = new Frame
        {
            Path = CheckpointJournal.Root,
            Key = string.Empty,
            Machine = definition.Root,
            Variables = new VariableScope(null),
            Definition = definition,
            Header = new RunHeader(definition.Name, definition.Version, run.Now, input.FromRun is null ? null : origin.Input?.DeepClone()),
        };
        if (record is not null)
        {
            record.Restore(root);
            run.Restore(root, record.Steps);
            run.IsAborted = root.Phase == FramePhase.Undoing && !root.RetriesAfterUndo;
        }
        else
        {
            await services.Catalog.KeepAsync(run.Context.Bot, definition, cancellationToken).ConfigureAwait(false);
            Begin(run, root, origin);
        }

        run.MayUndo = definition.MayUndo;
        run.Deadline = definition.TimeoutSeconds is { } seconds ? root.Header!.StartedAt.AddSeconds(seconds) : null;
        return root;
    }

    private static void Begin(WorkflowRun run, Frame root, WorkflowOrigin origin)
    {
        var state = origin.State ?? root.Machine.StartAt;
        if (!root.Machine.States.ContainsKey(state))
        {
            throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowNotRestartable, $"The workflow has no state '{state}' outside of Parallel and Map.");
        }

        foreach (var (name, value) in origin.Variables ?? [])
        {
            root.Variables.Assign(name, value?.DeepClone());
        }

        FrameData data;
        try
        {
            data = FrameData.Of(origin.Data);
        }
        catch (StateFailureException exception)
        {
            throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowFailed, $"The input is too large. {exception.Cause}");
        }

        new FrameRunner(run).Begin(root, state, data);
    }

    private async ValueTask<WorkflowDefinition> DefinitionAsync(string name, string? version, BotContext context, CancellationToken cancellationToken)
        => version is null
            ? services.Catalog.Find(name) ?? throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowUnknown, $"There is no workflow '{name}'.")
            : await services.Catalog.ReadAsync(context.Bot, name, version, cancellationToken).ConfigureAwait(false)
                ?? throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowVersionUnknown, $"There is no version {version} of the workflow '{name}'.");

    private async ValueTask<WorkflowResult> PlanAsync(WorkflowStartInput input, BotContext context, CancellationToken cancellationToken)
    {
        var definition = await DefinitionAsync(input.Workflow, input.Version, context, cancellationToken).ConfigureAwait(false);
        return new WorkflowOutcome
        {
            DryRun = true,
            Workflow = definition.Name,
            Version = definition.Version,
            Steps = 0,
            Plan = [.. definition.States.Select(static it => new WorkflowPlannedState(
                it.Name, it.Type, (it as TaskState)?.Resource, [.. StateGraph.Ways(it).Select(static way => way.To).Distinct(StringComparer.Ordinal)]))],
        };
    }

    /// <summary>Whether nobody waits for the run's result.</summary>
    private static bool CanYield(BotContext context)
    {
        try
        {
            return context.Fence > 0 && context.Yield(TimeSpan.Zero) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
