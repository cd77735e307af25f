using BotKit.Json;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Which runs to replay.</summary>
/// <param name="Status">How they ended, by name.</param>
/// <param name="Bot">Only runs of this bot.</param>
/// <param name="From">Only runs that were accepted or began at or after this instant.</param>
/// <param name="To">Only runs that were accepted or began before this instant.</param>
/// <param name="Before">The value of <c>next</c> of the call before.</param>
/// <param name="Count">How many at most, the newest of them.</param>
internal sealed record ReplayManyBody(
    string Status, string? Bot = null, string? From = null, string? To = null, Guid? Before = null, int Count = 100)
{
    private const int MaxCount = 1_000;

    public IReadOnlyList<BotFieldError> FindProblems()
    {
        var problems = new List<BotFieldError>();
        if (!Enum.GetNames<BotStatus>().Contains(Status, StringComparer.Ordinal))
        {
            problems.Add(new("$.status", $"A status is one of {string.Join(", ", Enum.GetNames<BotStatus>())}.", FieldCodes.OutOfRange));
        }

        FieldChecks.Range(problems, "$.count", Count, 1, MaxCount);
        FieldChecks.Instant(problems, "$.from", From);
        FieldChecks.Instant(problems, "$.to", To);
        return problems;
    }
}
