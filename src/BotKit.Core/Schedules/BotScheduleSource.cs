namespace BotKit.Schedules;

/// <summary>Where a schedule was defined.</summary>
public enum BotScheduleSource
{
    /// <summary>In code, with <c>Schedule</c>.</summary>
    Code,

    /// <summary>In a configuration file, <c>schedules.json</c>.</summary>
    File,

    /// <summary>At run time, through <see cref="IBotSchedules"/>.</summary>
    Runtime,
}
