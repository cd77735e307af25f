using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What a database holds.</summary>
public sealed record DatabaseStatistics : DatabaseResult
{
    /// <summary>The size of the database in bytes; for SQLite that of the file, without its journal.</summary>
    public required long Bytes { get; init; }

    /// <summary>The size of one page in bytes.</summary>
    public required int PageSize { get; init; }

    /// <summary>How many pages the database has.</summary>
    public required long Pages { get; init; }

    /// <summary>How many of its pages are free; <see langword="null"/>, and left out of JSON, for PostgreSQL.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FreePages { get; init; }

    /// <summary>The tables, in the order of their names; at most 1,000.</summary>
    public required IReadOnlyList<TableStatistics> Tables { get; init; }

    /// <summary>Whether there are more tables than listed.</summary>
    public bool Truncated { get; init; }
}
