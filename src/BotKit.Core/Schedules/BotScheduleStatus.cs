namespace BotKit.Schedules;

/// <summary>How a schedule is doing.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Words">Its cron expression in words.</param>
/// <param name="LastSuccess">When a run of it last ended <see cref="BotStatus.Succeeded"/>; <see langword="null"/> when none did, or none was looked for yet.</param>
/// <param name="IsOverdue">Whether its next instant should have been fired by now.</param>
/// <param name="IsLate">Whether a success was expected by now and is not recorded.</param>
public sealed record BotScheduleStatus(BotSchedule Schedule, string Words, DateTimeOffset? LastSuccess, bool IsOverdue, bool IsLate);
