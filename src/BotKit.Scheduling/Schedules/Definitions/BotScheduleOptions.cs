using BotKit.Schedules;

namespace BotKit.Scheduling;

/// <summary>What a schedule may have beside its expression. It is validated when the host starts, together with everything else.</summary>
public sealed class BotScheduleOptions
{
    /// <summary>The input of its runs as JSON text, instead of an object. Default none.</summary>
    public string? InputJson { get; set; }

    /// <summary>What happens while an earlier run has not ended. Default <see cref="BotOverlapPolicy.Skip"/>.</summary>
    public BotOverlapPolicy Overlap { get; set; } = BotOverlapPolicy.Skip;

    /// <summary>What happens with instants that could not be honoured. Default <see cref="BotMissedRunPolicy.RunOnce"/>.</summary>
    public BotMissedRunPolicy Missed { get; set; } = BotMissedRunPolicy.RunOnce;

    /// <summary>How many instants <see cref="BotMissedRunPolicy.CatchUp"/> makes up for, 1 to 1,000. Default 100.</summary>
    public int CatchUpLimit { get; set; } = BotDefaults.CatchUpLimit;

    /// <summary>How late an instant may be fired without counting as missed, 1 s to 1 day. Default 1 minute.</summary>
    public TimeSpan MissedAfter { get; set; } = BotDefaults.MissedAfter;

    /// <summary>Each run is put off by an amount between zero and this, which follows from the schedule and the instant. 0 to 1 day. Default none.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>No instant before this is due. Default no limit.</summary>
    public DateTimeOffset? StartAt { get; set; }

    /// <summary>No instant after this is due. Default no limit.</summary>
    public DateTimeOffset? EndAt { get; set; }

    /// <summary>The names of the blackout calendars on whose dates it does not run. Default none.</summary>
    public IList<string> Blackouts { get; } = [];

    /// <summary>The priority of its runs in the queue, 0 to 9; 9 is the most urgent. Default 5.</summary>
    public int Priority { get; set; } = BotDefaults.Priority;

    /// <summary>How long after a due instant a success must have been recorded, 1 s to 366 days. Default 1 hour.</summary>
    public TimeSpan? SuccessWithin { get; set; }

    /// <summary>What it is for, for people; at most 500 characters. Default none.</summary>
    public string? Description { get; set; }
}
