namespace BotKit.Schedules;

/// <summary>What a cron expression means.</summary>
/// <param name="Words">It in words.</param>
/// <param name="Due">The next due instants, earliest first; fewer than were asked for when it ends before.</param>
public sealed record BotSchedulePreview(string Words, IReadOnlyList<DateTimeOffset> Due);
