using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>What a schedule becomes when its definition changes. None of it touches what was dealt with.</summary>
internal sealed class ScheduleChanges(ScheduleTimings timings)
{
    public BotSchedule Make(BotScheduleDefinition definition, BotScheduleSource source, DateTimeOffset now, string? by)
    {
        var anchor = Floor(now);
        var next = timings.Read(definition, anchor).First(now, definition);
        return new BotSchedule
        {
            Definition = definition,
            Source = source,
            NextDue = next,
            WakeAt = next,
            Anchor = anchor,
            CreatedAt = now,
            ChangedAt = now,
            ChangedBy = by,
            Revision = 1,
        };
    }

    /// <summary>A retired one comes back: it goes on from the store's now, and deals with nothing twice.</summary>
    public BotSchedule Revive(BotSchedule retired, BotScheduleDefinition definition, BotScheduleSource source, DateTimeOffset now, string? by)
    {
        var anchor = AnchorOf(retired, definition, now);
        var next = timings.Read(definition, anchor).First(Later(now, retired.Watermark), definition);
        return retired with
        {
            Definition = definition,
            Source = source,
            IsRetired = false,
            NextDue = next,
            // Instants may wait from before: a fire looks, and knows.
            WakeAt = now,
            Anchor = anchor,
            ChangedAt = now,
            ChangedBy = by,
            Revision = retired.Revision + 1,
        };
    }

    /// <summary>Another definition; its instants change only where its expression, zone or limits do.</summary>
    public BotSchedule Change(BotSchedule schedule, BotScheduleDefinition definition, DateTimeOffset now, string? by)
    {
        var changed = schedule with { Definition = definition, ChangedAt = now, ChangedBy = by, Revision = schedule.Revision + 1 };
        if (DefinitionComparison.IsSameTiming(schedule.Definition, definition))
        {
            return changed;
        }

        var anchor = AnchorOf(schedule, definition, now);
        var next = timings.Read(definition, anchor).First(Later(now, schedule.Watermark), definition);
        return changed with { Anchor = anchor, NextDue = next, WakeAt = schedule.WakeAt is { } wake && !(next < wake) ? wake : next };
    }

    public static BotSchedule Retire(BotSchedule schedule, DateTimeOffset now, string? by)
        => schedule with { IsRetired = true, NextDue = null, WakeAt = null, ChangedAt = now, ChangedBy = by };

    /// <summary>Whether instants that are due already must be dealt with before the definition may change.</summary>
    public static bool MustSettle(BotSchedule schedule, BotScheduleDefinition? definition, DateTimeOffset now)
        => schedule.NextDue <= now && (definition is null || !DefinitionComparison.IsSameTiming(schedule.Definition, definition));

    private static DateTimeOffset AnchorOf(BotSchedule schedule, BotScheduleDefinition definition, DateTimeOffset now)
        => string.Equals(schedule.Definition.Cron, definition.Cron, StringComparison.Ordinal) ? schedule.Anchor : Floor(now);

    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? watermark) => watermark > now ? watermark.Value : now;

    private static DateTimeOffset Floor(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
