using System.Globalization;
using BotKit.Schedules;
using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>A schedule of every minute at the moment of a fire, and what is decided, as text.</summary>
internal sealed class FireCase
{
    public static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public BotScheduleDefinition Definition { get; set; } = new() { Id = "work", Bot = "work", Cron = "* * * * *" };

    public string Next { get; set; } = "06:00";

    public string Now { get; set; } = "06:00:10";

    public int Open { get; set; }

    public int Waiting { get; set; }

    public int Room { get; set; } = int.MaxValue;

    public BotSkipReason? Unready { get; set; }

    public BotPause? Pause { get; set; }

    public BlackoutDays? Blackouts { get; set; }

    public BotOccurrence? Latest { get; set; }

    public ScheduleStep? Step { get; private set; }

    public static DateTimeOffset At(string time) => Day + Span(time);

    public static string Text(BotOccurrence row)
    {
        var what = row.State == BotOccurrenceState.Skipped ? $"{row.Reason}" : $"{row.State}";
        return row.Count == 1 ? $"{Time(row.Due)} {what}" : $"{Time(row.Due)}-{Time(row.Until)} {what} x{row.Count}";
    }

    public static string Time(DateTimeOffset? at) => at?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "-";

    public ScheduleTiming Timing => new(
        CronSchedule.Parse(Definition.Cron, TimeZoneInfo.FindSystemTimeZoneById(Definition.TimeZone)).WithAnchor(Day), ScheduleTiming.TextOf(Definition, Day), Blackouts);

    // More than a day may be written in hours.
    private static TimeSpan Span(string time)
    {
        if (time.Contains('.', StringComparison.Ordinal))
        {
            return TimeSpan.Parse(time, CultureInfo.InvariantCulture);
        }

        var parts = time.Split(':').Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new TimeSpan(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
    }

    public string Decide()
    {
        var schedule = new BotSchedule
        {
            Definition = Definition,
            Source = BotScheduleSource.Code,
            NextDue = At(Next),
            WakeAt = At(Next),
            Anchor = Day,
            CreatedAt = Day,
            ChangedAt = Day,
            Pause = Pause,
        };
        var view = new ScheduleView
        {
            Schedule = schedule,
            Now = At(Now),
            OpenRuns = Open,
            WaitingCount = Waiting,
            NextWaiting = Waiting == 0 ? null : Row(At("05:00"), BotOccurrenceState.Waiting),
            Latest = Latest,
            QueueRoom = Room,
        };
        Step = FireRules.Decide(view, new FireContext(Timing, Unready));
        return string.Join(", ", Step.Occurrences.Select(Text));
    }

    public BotOccurrence Row(DateTimeOffset due, BotOccurrenceState state, BotSkipReason? reason = null, DateTimeOffset? until = null, int count = 1) => new()
    {
        Schedule = Definition.Id,
        Due = due,
        Until = until ?? due,
        Count = count,
        State = state,
        Reason = reason,
        RecordedAt = due,
        Timing = Timing.Text,
    };
}
