using BotKit.Handlers.Database;

namespace BotKit.Handlers;

/// <summary>One database, from the configuration section <c>Databases:{name}</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The kind of database: <c>sqlite</c> or <c>postgresql</c>. Default <c>sqlite</c>.</summary>
    public string Provider { get; set; } = DatabaseDefaults.Provider;

    /// <summary>
    /// How to reach it. For SQLite <c>Data Source=</c> and the path of an existing file; a relative path starts at the
    /// working directory. For PostgreSQL a connection string of Npgsql with <c>Host</c> and <c>Database</c>. All operations
    /// but clean-up, optimise and migrate open it read-only, whatever else the string says. Required.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Whether a SQLite file is vouched for. Databases that are not trusted are opened in a separate program only, with 30 s
    /// and little memory, because a hostile file can crash or hang the engine, and are never written to. PostgreSQL does
    /// without it. Default <see langword="false"/>.
    /// </summary>
    public bool Trusted { get; set; }

    /// <summary>
    /// The folder for backups, made when it does not exist; no part of its path may be a symbolic link. A relative path
    /// starts at the working directory. Default <c>backups</c>.
    /// </summary>
    public string BackupFolder { get; set; } = DatabaseDefaults.BackupFolder;

    /// <summary>How many backups of this database are kept, 1 to 1,000; older ones are removed after each new one. Default 7.</summary>
    public int KeepBackups { get; set; } = DatabaseDefaults.KeepBackups;

    /// <summary>
    /// The folder for restored SQLite files, as <see cref="BackupFolder"/>. PostgreSQL restores into a new database on the
    /// same server. Default <c>restored</c>.
    /// </summary>
    public string RestoreFolder { get; set; } = DatabaseDefaults.RestoreFolder;

    /// <summary>
    /// The folder of <c>pg_dump</c> and <c>pg_restore</c>, for PostgreSQL. Default <see langword="null"/>: the newest version
    /// below <c>/usr/lib/postgresql</c>, else the search path.
    /// </summary>
    public string? ToolsFolder { get; set; }

    /// <summary>
    /// The folder of migrations, files such as <c>0001_first.sql</c>; a relative path starts at the working directory.
    /// Default <see langword="null"/>: none.
    /// </summary>
    public string? MigrationsFolder { get; set; }

    /// <summary>
    /// How long a step of optimise may wait for a lock, and on SQLite also hold one, 10 ms to 10 min. Default 1 s.
    /// </summary>
    public TimeSpan LockBudget { get; set; } = DatabaseDefaults.LockBudget;

    /// <summary>The rules by which old rows are removed, by name; names as for databases. Default empty.</summary>
    public IDictionary<string, DatabaseCleanUpOptions> CleanUp { get; } = new Dictionary<string, DatabaseCleanUpOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The queries an input may ask for by name; names as for databases. Default empty.</summary>
    public IDictionary<string, DatabaseQueryOptions> Queries { get; } = new Dictionary<string, DatabaseQueryOptions>(StringComparer.OrdinalIgnoreCase);
}
