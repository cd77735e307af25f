using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>One table of a database.</summary>
public sealed record TableStatistics
{
    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    /// <summary>The exact number of rows; <see langword="null"/> for a virtual table whose module is not available.</summary>
    public required long? Rows { get; init; }

    /// <summary>The bytes of the pages of the table and its indexes; <see langword="null"/>, and left out of JSON, where SQLite is built without <c>dbstat</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Bytes { get; init; }

    /// <summary>The table's indexes, in the order of their names.</summary>
    public required IReadOnlyList<IndexStatistics> Indexes { get; init; }
}
