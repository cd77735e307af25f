namespace BotKit.Handlers;

/// <summary>Asks for some of the leads to be written for another system or a spreadsheet; the answer is a <see cref="LeadExport"/>.</summary>
public sealed record LeadExportInput : LeadInput
{
    /// <summary>How it is written. Default <see cref="LeadExportFormat.Csv"/>.</summary>
    public LeadExportFormat Format { get; init; } = LeadExportFormat.Csv;

    /// <summary>The columns in their order; at most 500. Default all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>New names of columns, by the name in the file; at most 500. Default none.</summary>
    public IReadOnlyDictionary<string, string>? Rename { get; init; }

    /// <summary>Only leads that meet all of these; at most 20. Default all.</summary>
    public IReadOnlyList<LeadCondition>? Where { get; init; }

    /// <summary>Columns of personal data whose values are replaced by a pseudonym, the same for the same value within one file; at most 500. Default none.</summary>
    public IReadOnlyList<string>? Pseudonymise { get; init; }
}
