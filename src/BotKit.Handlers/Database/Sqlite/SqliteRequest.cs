using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Database;

/// <summary>One operation on one database file, as either host of the operations receives it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(SqliteHealthRequest), "health")]
[JsonDerivedType(typeof(SqliteStatisticsRequest), "statistics")]
[JsonDerivedType(typeof(SqliteIntegrityRequest), "integrity")]
[JsonDerivedType(typeof(SqliteIndexAdviceRequest), "index-advice")]
[JsonDerivedType(typeof(SqliteCopyRequest), "copy")]
[JsonDerivedType(typeof(SqliteQueryRequest), "query")]
internal abstract record SqliteRequest
{
    /// <summary>The configured name, for the result.</summary>
    public required string Database { get; init; }

    /// <summary>The full path of the database file.</summary>
    public required string Path { get; init; }
}

internal sealed record SqliteHealthRequest : SqliteRequest;

internal sealed record SqliteStatisticsRequest : SqliteRequest;

internal sealed record SqliteIntegrityRequest : SqliteRequest;

internal sealed record SqliteIndexAdviceRequest : SqliteRequest;

internal sealed record SqliteCopyRequest : SqliteRequest
{
    /// <summary>The full path of an existing empty file that receives the copy.</summary>
    public required string Destination { get; init; }

    /// <summary>The name that the copy will have in the end, for the result.</summary>
    public required string File { get; init; }

    /// <summary>Hears how far the copy has come, in this process only.</summary>
    [JsonIgnore]
    public Action<DatabaseProgress>? Report { get; init; }
}

internal sealed record SqliteQueryRequest : SqliteRequest
{
    /// <summary>The configured name of the query, for the result.</summary>
    public required string Query { get; init; }

    public required string Sql { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    public required int MaxRows { get; init; }

    public required TimeSpan Timeout { get; init; }
}
