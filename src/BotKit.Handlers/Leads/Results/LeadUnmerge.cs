namespace BotKit.Handlers;

/// <summary>Leads whose merges were taken back.</summary>
public sealed record LeadUnmerge : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>How many groups were taken back.</summary>
    public required int Groups { get; init; }

    /// <summary>How many leads came back in their place.</summary>
    public required long Restored { get; init; }
}
