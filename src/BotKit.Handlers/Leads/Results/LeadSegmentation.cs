namespace BotKit.Handlers;

/// <summary>Leads in segments. The file has all columns of the original, and <c>lead_segment</c>.</summary>
public sealed record LeadSegmentation : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>The segments in the order of the input, the one of all others last.</summary>
    public required IReadOnlyList<LeadSegmentSize> Segments { get; init; }
}
