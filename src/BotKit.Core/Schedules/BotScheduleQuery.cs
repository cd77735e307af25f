namespace BotKit.Schedules;

/// <summary>Which schedules to list, by id. A page ends where the next begins: pass the last one's id as <see cref="After"/>.</summary>
public sealed class BotScheduleQuery
{
    /// <summary>Only schedules of this bot. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Whether retired ones are listed, too. Default <see langword="false"/>.</summary>
    public bool IncludeRetired { get; init; }

    /// <summary>Only ids after this one. Default from the first.</summary>
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;
}
