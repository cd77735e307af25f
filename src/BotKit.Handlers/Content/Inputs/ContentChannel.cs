namespace BotKit.Handlers;

/// <summary>One channel of a campaign.</summary>
public sealed record ContentChannel
{
    /// <summary>What appears there.</summary>
    public required ContentKind Kind { get; init; }

    /// <summary>The language, as a two-letter code. Default <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>How many pieces a week, 1 to 7. Default 1. <see cref="Weekdays"/> decide instead where they are given.</summary>
    public int? PerWeek { get; init; }

    /// <summary>The days of the week, each once. Default days spread over Monday to Friday, or the whole week for 6 and 7.</summary>
    public IReadOnlyList<DayOfWeek>? Weekdays { get; init; }
}
