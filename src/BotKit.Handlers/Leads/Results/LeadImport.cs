namespace BotKit.Handlers;

/// <summary>Leads that were read. Good rows and bad rows together are all rows of the file.</summary>
public sealed record LeadImport : LeadResult
{
    /// <summary>The id of the file of good rows; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>
    /// The id of the file of bad rows, one JSON object on each line with <c>line</c>, <c>code</c>, <c>reason</c> and
    /// <c>text</c>; <see langword="null"/> when there are none, and in a dry run.
    /// </summary>
    public required string? BadRowsFile { get; init; }

    /// <summary>The columns, in order, with their new names.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The form of the file: <c>Csv</c>, <c>JsonArray</c> or <c>JsonLines</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The encoding of the file: <c>utf-8</c>, <c>utf-16</c>, <c>utf-16BE</c> or <c>windows-1252</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>How many bytes of a UTF-8 file were not UTF-8, and were read as Windows-1252.</summary>
    public required long ForeignBytes { get; init; }
}
