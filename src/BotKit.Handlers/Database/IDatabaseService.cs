using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>
/// What the database bot can do with the configured databases, by name. Clean-up, migrate and optimise write to them; a backup
/// writes a new file, a restore a new file or database, and all others only read.
/// Names that are not configured, and everything a database can fail with, give a <see cref="BotException"/> whose code is
/// one of <see cref="DatabaseErrorCodes"/> and whose message is safe to show.
/// </summary>
public interface IDatabaseService
{
    /// <summary>The configured names, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Says whether a database can be opened and read; a database that cannot be is a result, not an exception.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database is locked.</exception>
    ValueTask<DatabaseHealth> GetHealthAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>Counts tables, rows, indexes and pages.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database cannot be read.</exception>
    ValueTask<DatabaseStatistics> GetStatisticsAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>Says which indexes a database misses, and which it could do without.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database cannot be read.</exception>
    ValueTask<DatabaseIndexAdvice> AdviseIndexesAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>Lists the statements on which the server spent the most time, where it counts them.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="top">How many statements, from 1. Default 20.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database does not count statements.</exception>
    ValueTask<DatabaseSlowStatements> GetSlowStatementsAsync(string database, int top = 20, CancellationToken cancellationToken = default);

    /// <summary>Lists the queries that are configured for a database.</summary>
    /// <param name="database">The configured name.</param>
    /// <exception cref="BotException">The name is not configured.</exception>
    DatabaseQueryCatalog ListQueries(string database);

    /// <summary>Checks pages, indexes and foreign keys; a damaged database is a result, not an exception.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database is locked.</exception>
    ValueTask<DatabaseIntegrity> CheckIntegrityAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies a database while it is in use, verifies the copy and removes the oldest copies beyond
    /// <see cref="DatabaseOptions.KeepBackups"/>. On failure or cancellation no file is left.
    /// </summary>
    /// <param name="database">The configured name.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, the database cannot be read, or the copy cannot be written or verified.</exception>
    ValueTask<DatabaseBackup> BackupAsync(string database, IProgress<DatabaseProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Says what <see cref="BackupAsync"/> would do, and writes nothing.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, the file does not exist, or the folder cannot be used.</exception>
    ValueTask<DatabaseBackupPlan> PlanBackupAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>Lists the backups that a database has, newest first.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the folder cannot be used.</exception>
    ValueTask<DatabaseBackupList> ListBackupsAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>
    /// Restores a backup into a new file, for PostgreSQL into a new database on the same server, and verifies it there by its
    /// rows and keys. The database itself is not touched. On failure or cancellation nothing is left.
    /// </summary>
    /// <param name="database">The configured name.</param>
    /// <param name="backup">The name of one of its backups; <see langword="null"/> for the newest.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">A name is unknown, the backup is damaged, or the new place cannot be made.</exception>
    ValueTask<DatabaseRestore> RestoreAsync(
        string database, string? backup = null, IProgress<DatabaseProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Says what <see cref="RestoreAsync"/> would do, and makes nothing.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="backup">The name of one of its backups; <see langword="null"/> for the newest.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">A name is unknown, or the folder cannot be used.</exception>
    ValueTask<DatabaseRestorePlan> PlanRestoreAsync(string database, string? backup = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes rows that are older than the database's configured rules allow, in small transactions along the primary key,
    /// none of which holds locks for more than about 50 ms. When it ends early, the next call goes on.
    /// </summary>
    /// <param name="database">The configured name.</param>
    /// <param name="rule">The configured name of a rule; <see langword="null"/> for all.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation; what was removed before stays removed.</param>
    /// <exception cref="BotException">A name is not configured, a rule does not fit the database, or rows are referred to by others.</exception>
    ValueTask<DatabaseCleanUp> CleanUpAsync(
        string database, string? rule = null, IProgress<DatabaseProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Counts what <see cref="CleanUpAsync"/> would remove, and removes nothing.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="rule">The configured name of a rule; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">A name is not configured, or a rule does not fit the database.</exception>
    ValueTask<DatabaseCleanUpPlan> PlanCleanUpAsync(string database, string? rule = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies the configured migrations that are not applied yet, each in a transaction of its own together with its row in
    /// the table <c>botkit_migrations</c>; several callers take turns. When it ends early, the next call goes on.
    /// </summary>
    /// <param name="database">The configured name.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation; the migration under way is taken back.</param>
    /// <exception cref="BotException">The name or a folder is not configured, an applied file has changed, or the database refused one.</exception>
    ValueTask<DatabaseMigration> MigrateAsync(string database, IProgress<DatabaseProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Says what <see cref="MigrateAsync"/> would apply, and applies nothing.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name or a folder is not configured, or an applied file has changed.</exception>
    ValueTask<DatabaseMigrationPlan> PlanMigrateAsync(string database, CancellationToken cancellationToken = default);

    /// <summary>
    /// Renews the planner's statistics and gives unused space back, within <see cref="DatabaseOptions.LockBudget"/>: a step that
    /// does not fit is left, and says so.
    /// </summary>
    /// <param name="database">The configured name.</param>
    /// <param name="reindex">Whether to build indexes anew, too.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation; the step under way is taken back.</param>
    /// <exception cref="BotException">The name is not configured, or the database cannot be written to.</exception>
    ValueTask<DatabaseOptimisation> OptimiseAsync(
        string database, bool reindex = false, IProgress<DatabaseProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Says what <see cref="OptimiseAsync"/> would do, and does nothing.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="reindex">Whether to build indexes anew, too.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">The name is not configured, or the database cannot be read.</exception>
    ValueTask<DatabaseOptimisationPlan> PlanOptimiseAsync(string database, bool reindex = false, CancellationToken cancellationToken = default);

    /// <summary>Runs one of the database's configured queries.</summary>
    /// <param name="database">The configured name.</param>
    /// <param name="query">The query's configured name.</param>
    /// <param name="parameters">A value for each of the query's parameters, by name without its prefix: a number, a text, true, false or null.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="BotException">A name is not configured, the parameters are not the query's, or the query failed or took too long.</exception>
    ValueTask<DatabaseQueryResult> QueryAsync(
        string database, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken = default);
}
