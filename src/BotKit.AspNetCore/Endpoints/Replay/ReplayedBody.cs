using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What came of replaying many runs.</summary>
/// <param name="Replayed">How many were queued.</param>
/// <param name="Runs">Which, oldest first.</param>
/// <param name="Skipped">Runs that were not, and why.</param>
/// <param name="Stopped">At which run the call ended before all of them were, and why; <see langword="null"/> when it did not.</param>
/// <param name="Next">The value of <c>before</c> that goes on with older ones; <see langword="null"/> when there are none.</param>
internal sealed record ReplayedBody(
    int Replayed,
    IReadOnlyList<ReplayedRunBody> Runs,
    IReadOnlyList<SkippedRunBody> Skipped,
    StoppedRunBody? Stopped,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next)
{
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}

internal sealed record ReplayedRunBody(Guid ExecutionId, Guid ReplayOf);

internal sealed record SkippedRunBody(Guid ReplayOf, string Code);

/// <summary>A run at which the call ended, and why; it and the newer ones were not replayed.</summary>
/// <param name="ReplayOf">The run.</param>
/// <param name="ExecutionId">The new run that may have been queued all the same; <see langword="null"/> when none was.</param>
/// <param name="Code">Why, as a code.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="RetryAfter">How long to wait, in whole seconds.</param>
internal sealed record StoppedRunBody(Guid ReplayOf, Guid? ExecutionId, string Code, string Message, long? RetryAfter)
{
    public static StoppedRunBody Of(StoredRun run, Problem problem)
        => new(run.ExecutionId, problem.ExecutionId, problem.Code, problem.Message, Seconds.Of(problem.RetryAfter));
}
