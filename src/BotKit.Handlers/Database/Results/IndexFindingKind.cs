using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What index advice can find.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IndexFindingKind>))]
public enum IndexFindingKind
{
    /// <summary>No index begins with the columns of a foreign key: each change of the row it refers to reads the whole table.</summary>
    [JsonStringEnumMemberName("foreign-key-without-index")]
    ForeignKeyWithoutIndex,

    /// <summary>The table has no primary key.</summary>
    [JsonStringEnumMemberName("no-primary-key")]
    NoPrimaryKey,

    /// <summary>An index has the same columns as another.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Another index begins with all columns of this one, which is not unique.</summary>
    [JsonStringEnumMemberName("redundant")]
    Redundant,

    /// <summary>No query has used the index since the server's statistics were last reset. PostgreSQL only.</summary>
    [JsonStringEnumMemberName("unused")]
    Unused,
}
