using BotKit.Handlers.Database;

namespace BotKit.Handlers;

/// <summary>One database, from the configuration section <c>Databases:{name}</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The kind of database. Only <c>sqlite</c> so far. Default <c>sqlite</c>.</summary>
    public string Provider { get; set; } = DatabaseDefaults.Provider;

    /// <summary>
    /// How to reach it. For SQLite <c>Data Source=</c> and the path of an existing file; a relative path starts at the
    /// working directory. It is always opened read-only, whatever else the string says. Required.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Whether the file is vouched for. Databases that are not trusted are opened in a separate program only, with 30 s
    /// and little memory, because a hostile file can crash or hang the engine. Default <see langword="false"/>.
    /// </summary>
    public bool Trusted { get; set; }

    /// <summary>
    /// The folder for backups, made when it does not exist; no part of its path may be a symbolic link. A relative path
    /// starts at the working directory. Default <c>backups</c>.
    /// </summary>
    public string BackupFolder { get; set; } = DatabaseDefaults.BackupFolder;

    /// <summary>How many backups of this database are kept, 1 to 1,000; older ones are removed after each new one. Default 7.</summary>
    public int KeepBackups { get; set; } = DatabaseDefaults.KeepBackups;

    /// <summary>The queries an input may ask for by name; names as for databases. Default empty.</summary>
    public IDictionary<string, DatabaseQueryOptions> Queries { get; } = new Dictionary<string, DatabaseQueryOptions>(StringComparer.OrdinalIgnoreCase);
}
