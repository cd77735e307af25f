namespace BotKit.Handlers;

/// <summary>A backup that was written and verified: the copy was opened, passed its integrity check and has the rows of the original.</summary>
public sealed record DatabaseBackup : DatabaseResult
{
    /// <summary>The name of the file, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>The size of the file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The tables of the copy with the rows counted in it.</summary>
    public required IReadOnlyList<BackupTable> Tables { get; init; }

    /// <summary>The names of the older backups that rotation removed.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
}
