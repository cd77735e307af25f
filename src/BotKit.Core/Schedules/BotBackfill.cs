namespace BotKit.Schedules;

/// <summary>What a backfill did, or would do.</summary>
/// <param name="Due">The instants that got or get a run, earliest first.</param>
/// <param name="Already">How many instants of the range had a run, or wait for one, before.</param>
/// <param name="IsDryRun">Whether nothing was changed.</param>
public sealed record BotBackfill(IReadOnlyList<DateTimeOffset> Due, int Already, bool IsDryRun);
