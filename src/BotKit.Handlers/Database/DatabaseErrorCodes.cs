namespace BotKit.Handlers;

/// <summary>The error codes that the database bot gives, beside those of BotKit itself.</summary>
public static class DatabaseErrorCodes
{
    /// <summary>No database of that name is configured.</summary>
    public const string DatabaseUnknown = "database_unknown";

    /// <summary>The database is configured, but its file does not exist, or the server has no database of that name.</summary>
    public const string DatabaseMissing = "database_missing";

    /// <summary>The file is not a database, or its content is damaged.</summary>
    public const string DatabaseDamaged = "database_damaged";

    /// <summary>The file cannot be read, or reading it crashed, hung or exceeded the limits of the probe program.</summary>
    public const string DatabaseUnreadable = "database_unreadable";

    /// <summary>The database server cannot be reached, is starting or stopping, or has no room for a connection. Trying again may help.</summary>
    public const string DatabaseUnreachable = "database_unreachable";

    /// <summary>The database server does not accept the configured user, or does not allow it the operation.</summary>
    public const string DatabaseAccessDenied = "database_access_denied";

    /// <summary>Another program holds a lock on the database. Trying again may help.</summary>
    public const string DatabaseBusy = "database_busy";

    /// <summary>The database has no configured query of that name.</summary>
    public const string QueryUnknown = "query_unknown";

    /// <summary>The query's parameters are not the ones given, or a value is not a single value.</summary>
    public const string QueryParameters = "query_parameters";

    /// <summary>The configured query is not one statement that only reads.</summary>
    public const string QueryRefused = "query_refused";

    /// <summary>The database refused the query, for example because a table of it does not exist.</summary>
    public const string QueryFailed = "query_failed";

    /// <summary>The query took longer than its timeout.</summary>
    public const string QueryTimeout = "query_timeout";

    /// <summary>The database does not count its statements: it is SQLite, or <c>pg_stat_statements</c> is not installed or not loaded.</summary>
    public const string SlowStatementsUnavailable = "slow_statements_unavailable";

    /// <summary>The operation writes, and the SQLite database is not marked as trusted.</summary>
    public const string DatabaseNotTrusted = "database_not_trusted";

    /// <summary>The database has no clean-up rule of that name, or none at all.</summary>
    public const string CleanUpUnknown = "clean_up_unknown";

    /// <summary>A clean-up rule names a table or column that does not exist, is not of its format, or has no primary key to go by.</summary>
    public const string CleanUpRefused = "clean_up_refused";

    /// <summary>Rows that a clean-up would remove are referred to by others. What was removed before stays removed.</summary>
    public const string CleanUpBlocked = "clean_up_blocked";

    /// <summary>Removing a single row holds locks for too long, mostly because a foreign key lacks an index.</summary>
    public const string CleanUpTooSlow = "clean_up_too_slow";

    /// <summary>The database has no folder of migrations.</summary>
    public const string MigrationsNotConfigured = "migrations_not_configured";

    /// <summary>The folder of migrations, a file in it or a statement of a file is not as migrations must be.</summary>
    public const string MigrationsRefused = "migrations_refused";

    /// <summary>A migration that is applied has changed since, or its file is gone. Nothing was applied.</summary>
    public const string MigrationChanged = "migration_changed";

    /// <summary>A migration that is not applied belongs before one that is. Nothing was applied.</summary>
    public const string MigrationOutOfOrder = "migration_out_of_order";

    /// <summary>The database refused a migration. Nothing of it is kept; those before it are.</summary>
    public const string MigrationFailed = "migration_failed";

    /// <summary>The backup folder cannot be used: it is a link, it is not a folder, or writing to it failed.</summary>
    public const string BackupFolderRefused = "backup_folder_refused";

    /// <summary>The backup folder has not enough free space for a copy.</summary>
    public const string BackupNoSpace = "backup_no_space";

    /// <summary>The copy did not pass its checks and was thrown away.</summary>
    public const string BackupUnverified = "backup_unverified";

    /// <summary>The programs that copy a PostgreSQL database, <c>pg_dump</c> and <c>pg_restore</c>, are not there.</summary>
    public const string BackupToolMissing = "backup_tool_missing";

    /// <summary>The copy could not be made; the log says how the program that makes it ended.</summary>
    public const string BackupFailed = "backup_failed";

    /// <summary>The database has no backup of that name, or none at all.</summary>
    public const string BackupUnknown = "backup_unknown";

    /// <summary>The backup is damaged; nothing was restored.</summary>
    public const string BackupDamaged = "backup_damaged";

    /// <summary>The server refused what is in the backup, or a new database; nothing was restored.</summary>
    public const string RestoreFailed = "restore_failed";

    /// <summary>The probe program, in which databases that are not trusted are opened, could not be started.</summary>
    public const string ProbeUnavailable = "probe_unavailable";
}
