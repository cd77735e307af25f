namespace BotKit.Schedules;

/// <summary>When a bot runs by itself, with which input, and what happens when it cannot.</summary>
public sealed record BotScheduleDefinition
{
    /// <summary>Its id, unique over all bots: lower-case kebab <c>[a-z][a-z0-9-]{0,62}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>A cron expression of 5 or 6 fields, <c>@daily</c> and its kind, or <c>@every 90s</c>.</summary>
    public required string Cron { get; init; }

    /// <summary>The time zone in which the expression is read, by its IANA or Windows id. Default <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The input of its runs as UTF-8 JSON. Default an empty object.</summary>
    public ReadOnlyMemory<byte> Input { get; init; } = "{}"u8.ToArray();

    /// <summary>
    /// The version of the input's shape, as the bot's <see cref="BotDescriptor.PayloadVersion"/> was when the input was checked; whoever
    /// makes or changes a schedule need not set it. Default 1.
    /// </summary>
    public int PayloadVersion { get; init; } = 1;

    /// <summary>What happens while an earlier run has not ended. Default <see cref="BotOverlapPolicy.Skip"/>.</summary>
    public BotOverlapPolicy Overlap { get; init; }

    /// <summary>What happens with instants that could not be honoured. Default <see cref="BotMissedRunPolicy.RunOnce"/>.</summary>
    public BotMissedRunPolicy Missed { get; init; } = BotMissedRunPolicy.RunOnce;

    /// <summary>How many instants <see cref="BotMissedRunPolicy.CatchUp"/> makes up for, 1 to 1,000. Default 100.</summary>
    public int CatchUpLimit { get; init; } = BotDefaults.CatchUpLimit;

    /// <summary>How late an instant may be fired without counting as missed, 1 s to 1 day. Default 1 minute.</summary>
    public TimeSpan MissedAfter { get; init; } = BotDefaults.MissedAfter;

    /// <summary>
    /// Each run is put off by an amount between zero and this, which follows from the schedule and the instant alone, so that
    /// schedules of one instant do not all start together. 0 to 1 day. Default none.
    /// </summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>No instant before this is due. Default no limit.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>No instant after this is due. Default no limit.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>The names of the blackout calendars on whose dates it does not run. Default none.</summary>
    public IReadOnlyList<string> Blackouts { get; init; } = [];

    /// <summary>The priority of its runs in the queue, 0 to 9; 9 is the most urgent. Default 5.</summary>
    public int Priority { get; init; } = BotDefaults.Priority;

    /// <summary>How long after a due instant a success must have been recorded, 1 s to 366 days; otherwise the schedule is late. Default 1 hour.</summary>
    public TimeSpan? SuccessWithin { get; init; }

    /// <summary>What it is for, for people; at most 500 characters. Default none.</summary>
    public string? Description { get; init; }
}
