namespace BotKit.Schedules;

/// <summary>Which occurrences of a schedule to list, the latest due first. A page ends where the next begins: pass the last one's due instant as <see cref="Before"/>.</summary>
/// <param name="schedule">The schedule's id.</param>
public sealed class BotOccurrenceQuery(string schedule)
{
    /// <summary>The schedule's id.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Only occurrences in this state. Default all.</summary>
    public BotOccurrenceState? State { get; init; }

    /// <summary>Only occurrences whose last instant is at or after this. Default no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only occurrences whose first instant is before this. Default no limit.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only occurrences whose first instant is before this one. Default from the latest.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>How many at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;
}
