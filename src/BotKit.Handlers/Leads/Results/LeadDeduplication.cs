namespace BotKit.Handlers;

/// <summary>
/// Leads without duplicates. The file has all columns of the original, and <c>lead_group</c>: the number of the group that a
/// merged lead was made of, empty for the others.
/// </summary>
public sealed record LeadDeduplication : LeadResult
{
    /// <summary>The id of the file of leads, each person once; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>
    /// The id of the undo list: for each group one JSON object on a line with <c>group</c> and <c>originals</c>, which hold the
    /// <c>line</c> and all <c>values</c> of each lead as it was. The operation <c>unmerge</c> takes it.
    /// <see langword="null"/> when nothing was merged, and in a dry run.
    /// </summary>
    public required string? UndoFile { get; init; }

    /// <summary>
    /// The id of a CSV of pairs that are not sure enough to be merged (<c>line</c>, <c>other_line</c>, <c>probability</c>,
    /// <c>agree</c>, <c>differ</c>), the likeliest 10,000 first; <see langword="null"/> when there are none, and in a dry run.
    /// </summary>
    public required string? PossibleFile { get; init; }

    /// <summary>How many groups of duplicates were found.</summary>
    public required int Groups { get; init; }

    /// <summary>How many leads were merged into others: the file has as many fewer.</summary>
    public required int Merged { get; init; }

    /// <summary>How many pairs are possible, with a probability from .05 to the threshold.</summary>
    public required int Possible { get; init; }

    /// <summary>How many pairs were compared.</summary>
    public required long Compared { get; init; }

    /// <summary>What was learnt of each compared column.</summary>
    public required IReadOnlyList<LeadLinkWeight> Weights { get; init; }
}
