namespace BotKit.Handlers;

/// <summary>Asks for each lead to be put into the first segment whose conditions it meets; the answer is a <see cref="LeadSegmentation"/>.</summary>
public sealed record LeadSegmentInput : LeadInput
{
    /// <summary>The segments, the first that fits counts; 1 to 50, each name once.</summary>
    public required IReadOnlyList<LeadSegment> Segments { get; init; }

    /// <summary>The segment of all other leads, at most 64 characters. Default <c>other</c>.</summary>
    public string? Otherwise { get; init; }
}
