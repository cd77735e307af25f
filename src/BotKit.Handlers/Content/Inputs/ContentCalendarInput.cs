namespace BotKit.Handlers;

/// <summary>Asks for a plan of pieces from a campaign's brief; the answer is a <see cref="ContentCalendar"/>. Nothing is written or kept.</summary>
public sealed record ContentCalendarInput : ContentInput
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, at most 366 days after the first.</summary>
    public required DateOnly To { get; init; }

    /// <summary>What the campaign is about: 1 to 100 topics, each 1 to 200 characters. They take turns.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Where and how often: 1 to 20 channels.</summary>
    public required IReadOnlyList<ContentChannel> Channels { get; init; }

    /// <summary>For whom the campaign is, at most 200 characters. Default nobody in particular.</summary>
    public string? Audience { get; init; }

    /// <summary>What readers are asked to do, at most 200 characters. Default nothing.</summary>
    public string? CallToAction { get; init; }

    /// <summary>Days on which nothing appears, at most 400; what falls on one moves to the next free day of its week, or is left out. Default none.</summary>
    public IReadOnlyList<DateOnly>? Except { get; init; }

    /// <summary>How many days before it appears a piece is due as a draft, 0 to 60. Default 3.</summary>
    public int? LeadDays { get; init; }
}
