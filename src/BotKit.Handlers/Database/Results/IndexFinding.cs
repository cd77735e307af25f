using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>One finding of index advice.</summary>
public sealed record IndexFinding
{
    /// <summary>What was found.</summary>
    public required IndexFindingKind Kind { get; init; }

    /// <summary>The table; for PostgreSQL with its schema where that is not <c>public</c>.</summary>
    public required string Table { get; init; }

    /// <summary>The columns that an index is missing for, or those of the index; empty for a table without a primary key.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The index that could go; <see langword="null"/>, and left out of JSON, where something is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Index { get; init; }

    /// <summary>The index that does the same work, or the table that a foreign key refers to; otherwise <see langword="null"/>, and left out of JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Other { get; init; }
}
