using System.ComponentModel.DataAnnotations;

namespace BotKit.Storage.Sqlite;

/// <summary>The ledger in a SQLite file, owned by one process at a time.</summary>
public sealed class SqliteStoreOptions : RelationalOptions
{
    /// <summary>
    /// A connection string of Microsoft.Data.Sqlite; only <c>Data Source</c>, a file's path, and <c>Password</c> are used. Required.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Connections that read at once, 1 to 64. Default 4.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = 4;

    /// <summary>
    /// Whether the file may lie on a network file system, whose locks and flushes cannot be trusted. Default <see langword="false"/>:
    /// where such a file system is recognized, the store does not open.
    /// </summary>
    public bool AllowNetworkFileSystem { get; set; }
}
