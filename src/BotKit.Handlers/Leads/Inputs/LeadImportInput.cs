namespace BotKit.Handlers;

/// <summary>
/// Asks for a file of leads to be read, whatever its form, and to be written as clean CSV (UTF-8); the answer is a
/// <see cref="LeadImport"/>.
/// </summary>
public sealed record LeadImportInput : LeadInput
{
    /// <summary>New names of columns, by the name in the file; at most 500. Default none: all keep their names.</summary>
    public IReadOnlyDictionary<string, string>? Rename { get; init; }

    /// <summary>Columns in which a row must have a value; a row without is bad (<c>value_missing</c>). Names as in the file; at most 500. Default none.</summary>
    public IReadOnlyList<string>? Required { get; init; }
}
