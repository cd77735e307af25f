using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What a restore would do: the answer to a dry run.</summary>
public sealed record DatabaseRestorePlan : DatabaseResult
{
    /// <summary>The name of the backup that would be restored.</summary>
    public required string Backup { get; init; }

    /// <summary>The name that the new file, or the new database, would have if it were made now.</summary>
    public required string Target { get; init; }

    /// <summary>The free space in bytes that a restore asks for; <see langword="null"/>, and left out of JSON, for PostgreSQL.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RequiredBytes { get; init; }

    /// <summary>The free space of the disk in bytes; <see langword="null"/>, and left out of JSON, for PostgreSQL.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FreeBytes { get; init; }
}
