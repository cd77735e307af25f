using System.Text.Json;
using System.Text.Json.Nodes;
using BotKit.Ledger;

namespace BotKit.Handlers.Workflows;

/// <summary>Finds with what a run begins: its input, or where an earlier run stood.</summary>
internal sealed class WorkflowOrigins(IBotLedger ledger, RunRecords records)
{
    public async ValueTask<WorkflowOrigin> ReadAsync(WorkflowStartInput input, BotContext context, CancellationToken cancellationToken)
    {
        if (input.FromRun is not { } earlier)
        {
            var data = input.Input is { } element ? JsonSerializer.SerializeToNode(element, WorkflowJson.Default.JsonElement) : new JsonObject();
            return new WorkflowOrigin(data, data);
        }

        if (await ledger.FindAsync(earlier, cancellationToken).ConfigureAwait(false) is not { IsErased: false, EndedAt: not null } run || run.Bot != context.Bot
            || await records.ReadAsync(earlier, cancellationToken).ConfigureAwait(false) is not { Root: { Header: { } header } root } kept)
        {
            throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowNotRestartable, "The run to begin from is not there, has not ended, or nothing of it was kept.");
        }

        var state = input.FromState ?? (string)root.Members["s"]!;
        return await records.FindInputAsync(context.Bot, kept, state, cancellationToken).ConfigureAwait(false) is { } found
            ? new WorkflowOrigin(kept.Input, found.Data)
            {
                State = state,
                Version = header.Version,
                Variables = root.Members["v"]?.DeepClone() as JsonObject,
            }
            : throw WorkflowFailure.Of(WorkflowErrorCodes.WorkflowNotRestartable, $"The run to begin from did not enter the state '{state}'.");
    }
}
