namespace BotKit.Handlers;

/// <summary>A plan of pieces.</summary>
public sealed record ContentCalendar : ContentResult
{
    /// <summary>The pieces by day, on one day in the order of the channels.</summary>
    public required IReadOnlyList<ContentCalendarEntry> Entries { get; init; }

    /// <summary>How many pieces are left out because no day of their week was free.</summary>
    public required int LeftOut { get; init; }
}
