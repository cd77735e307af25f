namespace BotKit.Handlers;

/// <summary>What a backup would do: the answer to a dry run.</summary>
public sealed record DatabaseBackupPlan : DatabaseResult
{
    /// <summary>The name that a backup taken now would have, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>The free space in bytes that a backup asks for.</summary>
    public required long RequiredBytes { get; init; }

    /// <summary>The free space of the backup folder's disk in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>The names of the older backups that rotation would remove.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
}
