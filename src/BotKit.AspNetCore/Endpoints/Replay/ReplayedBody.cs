using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What came of replaying many runs.</summary>
/// <param name="Replayed">How many were queued.</param>
/// <param name="Runs">Which, oldest first.</param>
/// <param name="Skipped">Runs that were not, and why.</param>
/// <param name="Stopped">Why the call ended before all of them were; <see langword="null"/> when it did not.</param>
/// <param name="Next">The value of <c>before</c> that goes on with older ones; <see langword="null"/> when there are none.</param>
internal sealed record ReplayedBody(
    int Replayed,
    IReadOnlyList<ReplayedRunBody> Runs,
    IReadOnlyList<SkippedRunBody> Skipped,
    ErrorBody? Stopped,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next)
{
    public bool Success { get; } = true;
}

internal sealed record ReplayedRunBody(Guid ExecutionId, Guid ReplayOf);

internal sealed record SkippedRunBody(Guid ReplayOf, string Code);
