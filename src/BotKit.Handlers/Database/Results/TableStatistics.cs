using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>One table of a database.</summary>
public sealed record TableStatistics
{
    /// <summary>The table's name; for PostgreSQL with its schema where that is not <c>public</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The exact number of rows; <see langword="null"/> for a virtual table whose module is not available, and where the configured user may not read all rows.</summary>
    public required long? Rows { get; init; }

    /// <summary>The bytes of the pages of the table and its indexes; <see langword="null"/>, and left out of JSON, where SQLite is built without <c>dbstat</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Bytes { get; init; }

    /// <summary>About how many dead rows wait for VACUUM; <see langword="null"/>, and left out of JSON, for SQLite.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? DeadRows { get; init; }

    /// <summary>The table's indexes, in the order of their names.</summary>
    public required IReadOnlyList<IndexStatistics> Indexes { get; init; }
}
