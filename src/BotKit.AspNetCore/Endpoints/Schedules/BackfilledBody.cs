using System.Text.Json.Serialization;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What a backfill did, or would do: how many instants run, the first of them, and how many of the range had a run before.</summary>
internal sealed record BackfilledBody(string Schedule, bool DryRun, int Count, int Already, IReadOnlyList<DateTimeOffset> Due)
{
    /// <summary>Instants that are listed at most.</summary>
    public const int MaxListed = 1_000;

    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;

    public static BackfilledBody Of(string schedule, BotBackfill backfill)
        => new(schedule, backfill.IsDryRun, backfill.Due.Count, backfill.Already, [.. backfill.Due.Take(MaxListed)]);
}
