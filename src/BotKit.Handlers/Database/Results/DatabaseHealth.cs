namespace BotKit.Handlers;

/// <summary>Whether a database can be opened and read.</summary>
public sealed record DatabaseHealth : DatabaseResult
{
    /// <summary>Whether it can.</summary>
    public required bool Healthy { get; init; }

    /// <summary>Why it cannot, as sentences; empty when it can.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The version of the engine that opened it, such as <c>3.53.3</c>; <see langword="null"/> when it cannot be opened.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>How the database keeps its journal, such as <c>delete</c> or <c>wal</c>; <see langword="null"/> when it cannot be opened, and for PostgreSQL.</summary>
    public string? JournalMode { get; init; }

    /// <summary>The size of the database in bytes, for SQLite without its journal; <see langword="null"/> when it cannot be opened.</summary>
    public long? Bytes { get; init; }
}
