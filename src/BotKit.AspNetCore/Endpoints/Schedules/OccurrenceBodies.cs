using System.Globalization;
using System.Text.Json.Serialization;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of occurrences; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record OccurrenceListBody(
    IReadOnlyList<OccurrenceBody> Occurrences, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next)
{
    public static OccurrenceListBody Of(IReadOnlyList<BotOccurrence> occurrences, bool isFull)
        => new(
            [.. occurrences.Select(OccurrenceBody.Of)],
            // In a form that needs no escapes in a URL.
            isFull ? occurrences[^1].Due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) : null);
}

/// <summary>What became of a due instant, or of several that were skipped for one reason.</summary>
internal sealed record OccurrenceBody(
    DateTimeOffset Due,
    DateTimeOffset Until,
    int Count,
    BotOccurrenceState State,
    BotSkipReason? Reason,
    Guid? ExecutionId,
    bool Backfill,
    DateTimeOffset RecordedAt)
{
    public static OccurrenceBody Of(BotOccurrence occurrence)
        => new(
            occurrence.Due,
            occurrence.Until,
            occurrence.Count,
            occurrence.State,
            occurrence.Reason,
            occurrence.ExecutionId,
            occurrence.IsBackfill,
            occurrence.RecordedAt);
}
