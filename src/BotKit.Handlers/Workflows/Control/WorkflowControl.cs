using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.Ledger;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows;

/// <summary>Shows and operates runs of workflow bots. What it changes is in the store before it answers, and the run is woken.</summary>
internal sealed class WorkflowControl(
    IBotLedger ledger, WorkflowBots bots, RunRecords records, WorkflowCatalog catalog, WorkflowSignals signals, ActiveWorkflows active, TimeProvider clock) : IBotWorkflows
{
    public async ValueTask<WorkflowGraph?> ReadGraphAsync(Guid executionId, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false) is not { IsErased: false } run || !bots.Contains(run.Bot)
            || await records.ReadAsync(executionId, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return null;
        }

        var header = record.Root.Header!;
        if (await catalog.ReadAsync(run.Bot, header.Workflow, header.Version, cancellationToken).ConfigureAwait(false) is not { } definition)
        {
            return null;
        }

        var pause = await signals.ReadPauseAsync(run.Bot, executionId, cancellationToken).ConfigureAwait(false);
        return GraphReader.Make(run, definition, record, pause, clock.GetUtcNow());
    }

    public async ValueTask<WorkflowAnswer> SignalAsync(
        Guid executionId, string name, ReadOnlyMemory<byte> utf8Json, string by, CancellationToken cancellationToken)
    {
        if (!WorkflowSignalName.IsWellFormed(name))
        {
            throw new ArgumentException("A signal is called by 1 to 100 letters, digits, '.', '_' and '-'.", nameof(name));
        }

        var payload = Payload(utf8Json);
        var (bot, answer) = await FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (bot is null)
        {
            return answer;
        }

        answer = await signals.SignalAsync(bot, executionId, name, payload, by, cancellationToken).ConfigureAwait(false);
        if (answer != WorkflowAnswer.Done)
        {
            return answer;
        }

        answer = await WakeAsync(executionId, cancellationToken).ConfigureAwait(false);

        // One that is not there any more was used by the run, or forgotten with it; one that is came too late, and nothing of it stays behind.
        return answer == WorkflowAnswer.Ended && !await signals.RemoveAsync(bot, executionId, name, cancellationToken).ConfigureAwait(false)
            ? WorkflowAnswer.Done
            : answer;
    }

    public async ValueTask<WorkflowAnswer> PauseAsync(Guid executionId, string reason, string by, CancellationToken cancellationToken)
    {
        var (bot, answer) = await FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (bot is null)
        {
            return answer;
        }

        await signals.PauseAsync(bot, executionId, reason, by, cancellationToken).ConfigureAwait(false);
        return await WakeAsync(executionId, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WorkflowAnswer> ResumeAsync(Guid executionId, string by, CancellationToken cancellationToken)
    {
        var (bot, answer) = await FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        if (bot is null)
        {
            return answer;
        }

        return await signals.ResumeAsync(bot, executionId, cancellationToken).ConfigureAwait(false)
            ? await WakeAsync(executionId, cancellationToken).ConfigureAwait(false)
            : WorkflowAnswer.Done;
    }

    public async ValueTask<WorkflowRestart> RestartAsync(Guid executionId, string? fromState, BotRunOptions? options, CancellationToken cancellationToken)
    {
        if (await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return WorkflowRestart.Refused(WorkflowAnswer.UnknownRun);
        }

        if (!bots.Contains(run.Bot))
        {
            return WorkflowRestart.Refused(WorkflowAnswer.NotAWorkflow);
        }

        if (run.EndedAt is null)
        {
            return WorkflowRestart.Refused(WorkflowAnswer.NotEnded);
        }

        if (run.IsErased || await records.ReadAsync(executionId, cancellationToken).ConfigureAwait(false) is not { Root.Header: { } header } record)
        {
            return WorkflowRestart.Refused(WorkflowAnswer.NotRestartable);
        }

        var state = fromState ?? (string)record.Root.Members["s"]!;
        if (await records.FindInputAsync(run.Bot, record, state, cancellationToken).ConfigureAwait(false) is null)
        {
            return WorkflowRestart.Refused(WorkflowAnswer.UnknownState);
        }

        var input = new JsonObject
        {
            ["operation"] = "start",
            ["workflow"] = header.Workflow,
            ["version"] = header.Version,
            ["fromRun"] = executionId.ToString(),
            ["fromState"] = state,
        };
        var id = await bots.Manager.EnqueueAsync(
            BotRequest.FromJson(run.Bot, Encoding.UTF8.GetBytes(input.ToJsonString()), BotTrigger.Replay, options), null, cancellationToken).ConfigureAwait(false);
        return WorkflowRestart.Queued(id, state);
    }

    public async ValueTask<bool> TryCancelAsync(Guid executionId, string? bot, CancellationToken cancellationToken)
    {
        if (bot is not null && !bots.Contains(bot))
        {
            return false;
        }

        if (active.Find(executionId) is { } here)
        {
            if (here.IsUndone || !here.MayUndo)
            {
                return false;
            }

            bot = here.Context.Bot;
        }
        else
        {
            if (await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false) is not { EndedAt: null } run || !bots.Contains(run.Bot)
                || !await MayUndoAsync(run, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            bot = run.Bot;
        }

        await signals.SignalAsync(bot, executionId, WorkflowSignals.Cancel, null, "an operator", cancellationToken).ConfigureAwait(false);
        return await WakeAsync(executionId, cancellationToken).ConfigureAwait(false) == WorkflowAnswer.Done;
    }

    private async ValueTask<bool> MayUndoAsync(StoredRun run, CancellationToken cancellationToken)
    {
        if (await records.ReadAsync(run.ExecutionId, cancellationToken).ConfigureAwait(false) is { } record)
        {
            return record.Root is { HasEnded: false, Header: { } header }
                && await catalog.ReadAsync(run.Bot, header.Workflow, header.Version, cancellationToken).ConfigureAwait(false) is { MayUndo: true };
        }

        // One that has not begun has nothing to undo, but it may begin in this moment.
        return (run.State == RunState.Running || (run.DueAt <= clock.GetUtcNow() + WorkflowDefaults.Soon && bots.Manager.GetState(run.Bot).Pause is null))
            && RunRecords.WorkflowOf(run) is { } name && catalog.Find(name) is { MayUndo: true };
    }

    private static JsonNode? Payload(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.IsEmpty)
        {
            return null;
        }

        try
        {
            var payload = JsonNode.Parse(utf8Json.Span, documentOptions: new JsonDocumentOptions { MaxDepth = WorkflowDefaults.MaxDataDepth - 1, AllowDuplicateProperties = false });
            return FrameData.Of(payload).Node;
        }
        catch (Exception exception) when (exception is JsonException or StateFailureException)
        {
            throw new ArgumentException($"The payload is no JSON, or more than {WorkflowDefaults.MaxDataBytes} bytes.", nameof(utf8Json), exception);
        }
    }

    private async ValueTask<(string? Bot, WorkflowAnswer Answer)> FindAsync(Guid executionId, CancellationToken cancellationToken)
    {
        // The ledger may learn of a direct run only at its end.
        if (active.Find(executionId) is { } here)
        {
            return (here.Context.Bot, WorkflowAnswer.Done);
        }

        return await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false) switch
        {
            null => (null, WorkflowAnswer.UnknownRun),
            { } run when !bots.Contains(run.Bot) => (null, WorkflowAnswer.NotAWorkflow),
            { EndedAt: not null } => (null, WorkflowAnswer.Ended),
            { } run => (run.Bot, WorkflowAnswer.Done),
        };
    }

    private async ValueTask<WorkflowAnswer> WakeAsync(Guid executionId, CancellationToken cancellationToken)
    {
        active.Nudge(executionId);
        return await bots.Manager.WakeAsync(executionId, cancellationToken).ConfigureAwait(false) switch
        {
            WakeOutcome.Ended => WorkflowAnswer.Ended,
            WakeOutcome.Unknown when active.IsActive(executionId) => WorkflowAnswer.Done,
            WakeOutcome.Unknown => WorkflowAnswer.UnknownRun,
            _ => WorkflowAnswer.Done,
        };
    }
}
