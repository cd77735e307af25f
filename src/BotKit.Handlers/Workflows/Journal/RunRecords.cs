using System.Text.Json.Nodes;
using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads what runs have written, from outside of them.</summary>
internal sealed class RunRecords(IBotCheckpointStore checkpoints, IBotLedger ledger, WorkflowCatalog catalog)
{
    public async ValueTask<RunRecord?> ReadAsync(Guid executionId, CancellationToken cancellationToken)
    {
        var all = await checkpoints.ReadAsync(executionId, cancellationToken).ConfigureAwait(false);
        var frames = new Dictionary<string, FrameRecord>(StringComparer.Ordinal);
        var inputs = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var checkpoint in all)
        {
            if (checkpoint.Step.StartsWith("in.", StringComparison.Ordinal))
            {
                inputs[checkpoint.Step] = checkpoint.Json;
            }
            else if (JsonNode.Parse(checkpoint.Json.Span) is JsonObject members)
            {
                frames[checkpoint.Step] = new FrameRecord(members);
            }
        }

        if (!frames.TryGetValue(CheckpointJournal.Root, out var root))
        {
            return null;
        }

        var stored = await ledger.FindAsync(executionId, cancellationToken).ConfigureAwait(false);
        var input = root.Header?.Input ?? (stored is { Input.IsEmpty: false } ? JsonNode.Parse(stored.Input.Span)?["input"]?.DeepClone() : null);
        return new RunRecord(frames, inputs, input ?? new JsonObject());
    }

    /// <summary>The workflow that a run shall start.</summary>
    public static string? WorkflowOf(StoredRun run)
        => run.Input.IsEmpty ? null : (string?)JsonNode.Parse(run.Input.Span)?["workflow"];

    /// <summary>The whole input that a state of the workflow itself got the latest time.</summary>
    public async ValueTask<(JsonNode? Data, int State)?> FindInputAsync(string bot, RunRecord record, string state, CancellationToken cancellationToken)
    {
        var root = record.Root;
        if ((string)root.Members["s"]! == state && (FramePhase)(int)root.Members["p"]! != FramePhase.Succeeded)
        {
            return (root.Members["i"]?.DeepClone(), -1);
        }

        if (root.Header is not { } header
            || await catalog.ReadAsync(bot, header.Workflow, header.Version, cancellationToken).ConfigureAwait(false) is not { } definition
            || !definition.Root.States.TryGetValue(state, out var found)
            || root.Tallies().FirstOrDefault(it => it.Index == found.Index) is not { Tally: { } tally })
        {
            return null;
        }

        return tally.Input is not { } shown ? null
            : WorkflowMask.IsWhole(shown) ? (JsonNode.Parse(shown), found.Index)
            : record.Inputs.TryGetValue(CheckpointJournal.InputOf(found.Index), out var whole) ? (JsonNode.Parse(whole.Span), found.Index)
            : null;
    }
}
