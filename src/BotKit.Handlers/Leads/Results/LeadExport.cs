namespace BotKit.Handlers;

/// <summary>Leads that were written for elsewhere.</summary>
public sealed record LeadExport : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>How many leads it has.</summary>
    public required long Written { get; init; }

    /// <summary>How many texts a spreadsheet would have taken for formulas, and got an apostrophe in front.</summary>
    public required long Defused { get; init; }

    /// <summary>The columns, in order, with their new names.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
}
