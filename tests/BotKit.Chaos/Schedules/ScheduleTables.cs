namespace BotKit.Chaos.Schedules;

/// <summary>A schedule as its row says.</summary>
internal sealed record ScheduleRow(int N, long Anchor, long? NextDue, long? Watermark, long Created);

/// <summary>An occurrence as its row says.</summary>
internal sealed record OccurrenceRow(int N, long Due, long Until, int Count, int State, int? Reason, Guid? Run, long Recorded);

/// <summary>A scheduled run as its row says.</summary>
internal sealed record ScheduledRun(Guid Id, int N, long? ScheduledFor, long Due, int? Status, int Lost);

/// <summary>What is in the database afterwards.</summary>
internal sealed record ScheduleTables(IReadOnlyList<ScheduleRow> Schedules, IReadOnlyList<OccurrenceRow> Occurrences, IReadOnlyList<ScheduledRun> Runs);
