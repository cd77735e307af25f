using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What an operation on leads gave. In JSON, <c>operation</c> says which one it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(LeadImport), "import")]
[JsonDerivedType(typeof(LeadNormalisation), "normalise")]
[JsonDerivedType(typeof(LeadDeduplication), "deduplicate")]
[JsonDerivedType(typeof(LeadUnmerge), "unmerge")]
[JsonDerivedType(typeof(LeadTraining), "train")]
[JsonDerivedType(typeof(LeadEvaluation), "evaluate")]
[JsonDerivedType(typeof(LeadScoring), "score")]
[JsonDerivedType(typeof(LeadSegmentation), "segment")]
[JsonDerivedType(typeof(LeadRouting), "route")]
[JsonDerivedType(typeof(LeadExport), "export")]
public abstract record LeadResult
{
    private protected LeadResult()
    {
    }

    /// <summary>Whether this is only what would be done: in a dry run everything is read and counted, and nothing is saved.</summary>
    public required bool DryRun { get; init; }

    /// <summary>How many leads were read.</summary>
    public required long Rows { get; init; }

    /// <summary>How many rows could not be read.</summary>
    public required long BadRows { get; init; }

    /// <summary>The first 100 of them, with line and reason.</summary>
    public required IReadOnlyList<LeadBadRow> FirstBadRows { get; init; }
}
