using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>
/// What the lead bot is asked to do. In JSON, <c>operation</c> says which: <c>{"operation":"import","file":"…"}</c>. Rows come
/// in as a file that the file store keeps, and what is made of them goes out as another.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(LeadImportInput), "import")]
[JsonDerivedType(typeof(LeadNormaliseInput), "normalise")]
[JsonDerivedType(typeof(LeadDeduplicateInput), "deduplicate")]
[JsonDerivedType(typeof(LeadUnmergeInput), "unmerge")]
[JsonDerivedType(typeof(LeadTrainInput), "train")]
[JsonDerivedType(typeof(LeadEvaluateInput), "evaluate")]
[JsonDerivedType(typeof(LeadScoreInput), "score")]
[JsonDerivedType(typeof(LeadSegmentInput), "segment")]
[JsonDerivedType(typeof(LeadRouteInput), "route")]
[JsonDerivedType(typeof(LeadExportInput), "export")]
public abstract record LeadInput
{
    private protected LeadInput()
    {
    }

    /// <summary>The id of the file of leads: CSV with a header, a JSON array of objects, or one JSON object on each line.</summary>
    public required string File { get; init; }
}
