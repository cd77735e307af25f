using System.Text.Json;

namespace BotKit.Handlers.Database;

/// <summary>Sends each operation to the engine of its database's kind.</summary>
internal sealed class DatabaseService(DatabaseCatalog catalog, SqliteEngine sqlite, PostgresEngine postgres, Backups backups, TimeProvider timeProvider)
    : IDatabaseService
{
    public IReadOnlyList<string> Names => catalog.Names;

    public async ValueTask<DatabaseHealth> GetHealthAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.GetHealthAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseStatistics> GetStatisticsAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.GetStatisticsAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseIndexAdvice> AdviseIndexesAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.AdviseIndexesAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseSlowStatements> GetSlowStatementsAsync(string database, int top, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var (entry, engine) = Find(database);
        return await engine.GetSlowStatementsAsync(entry, top, cancellationToken).ConfigureAwait(false);
    }

    public DatabaseQueryCatalog ListQueries(string database) => QueryCatalog.Of(catalog.Find(database));

    public async ValueTask<DatabaseIntegrity> CheckIntegrityAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.CheckIntegrityAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseBackup> BackupAsync(string database, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await backups.TakeAsync(entry, engine.BackupsOf(entry), progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseBackupPlan> PlanBackupAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await Task.Run(() => backups.PlanAsync(entry, engine.BackupsOf(entry), cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseBackupList> ListBackupsAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, _) = Find(database);
        return await Task.Run(() => Backups.List(entry), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseRestore> RestoreAsync(
        string database, string? backup, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await backups.RestoreAsync(entry, backup, engine.BackupsOf(entry), progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseRestorePlan> PlanRestoreAsync(string database, string? backup, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await Task.Run(() => backups.PlanRestoreAsync(entry, backup, engine.BackupsOf(entry), cancellationToken).AsTask(), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<DatabaseCleanUp> CleanUpAsync(
        string database, string? rule, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.CleanUpAsync(entry, CleanUpRule.Of(entry, rule, timeProvider.GetUtcNow()), progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseCleanUpPlan> PlanCleanUpAsync(string database, string? rule, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.PlanCleanUpAsync(entry, CleanUpRule.Of(entry, rule, timeProvider.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseMigration> MigrateAsync(string database, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.MigrateAsync(entry, progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseMigrationPlan> PlanMigrateAsync(string database, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.PlanMigrateAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseOptimisation> OptimiseAsync(
        string database, bool reindex, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.OptimiseAsync(entry, reindex, progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseOptimisationPlan> PlanOptimiseAsync(string database, bool reindex, CancellationToken cancellationToken)
    {
        var (entry, engine) = Find(database);
        return await engine.PlanOptimiseAsync(entry, reindex, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseQueryResult> QueryAsync(
        string database, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (entry, engine) = Find(database);
        return await engine.QueryAsync(entry, query, parameters, cancellationToken).ConfigureAwait(false);
    }

    private (DatabaseEntry Entry, IDatabaseEngine Engine) Find(string database)
    {
        var entry = catalog.Find(database);
        return (entry, entry.IsSqlite ? sqlite : postgres);
    }
}
