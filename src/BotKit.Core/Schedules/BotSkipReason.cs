namespace BotKit.Schedules;

/// <summary>Why a due instant got no run.</summary>
public enum BotSkipReason
{
    /// <summary>The schedule or its bot was paused.</summary>
    Paused,

    /// <summary>The bot's circuit was open or isolated.</summary>
    Circuit,

    /// <summary>An earlier run of the schedule had not ended.</summary>
    Overlap,

    /// <summary>Nobody fired it in time.</summary>
    Missed,

    /// <summary>A blackout calendar of the schedule covers it.</summary>
    Blackout,

    /// <summary>As many runs of the bot waited as may, or as many instants of the schedule.</summary>
    Limit,

    /// <summary>The bot was disabled.</summary>
    Disabled,
}
