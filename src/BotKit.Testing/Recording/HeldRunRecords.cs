using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Testing;

/// <summary>Shows runs that a store held like those that are recorded when they end.</summary>
internal static class HeldRunRecords
{
    public static RunRecord Make(RunOutcome outcome, RunSubmission? begun, StoredRun? stored)
    {
        var origin = stored?.Origin ?? begun?.Origin;
        if (outcome.TraceId is not null)
        {
            origin = (origin ?? new RunOrigin()) with { TraceId = outcome.TraceId };
        }

        return new RunRecord
        {
            Result = outcome.Status == BotStatus.Succeeded
                ? BotResult<JsonElement>.Succeeded(outcome.ExecutionId, outcome.Bot, outcome.Duration, outcome.Attempts, Read(outcome.Output))
                : BotResult<JsonElement>.NotSucceeded(
                    outcome.Status, outcome.ExecutionId, outcome.Bot, outcome.Duration, outcome.Attempts, outcome.Error!),
            StartedAt = outcome.StartedAt,
            Trigger = stored?.Trigger ?? begun?.Trigger ?? default,
            Input = (stored?.Input ?? begun?.Input) is { IsEmpty: false } input ? Read(input) : null,
            IsDryRun = stored?.IsDryRun ?? begun?.IsDryRun ?? false,
            Origin = origin,
        };
    }

    private static JsonElement Read(ReadOnlyMemory<byte> json) => json.IsEmpty ? default : JsonElement.Parse(json.Span);
}
