using System.Text.Json;

namespace BotKit.Handlers.Database;

/// <summary>
/// The operations on one kind of database. Everything a database can fail with is a <see cref="BotException"/> whose message
/// is safe to show.
/// </summary>
internal interface IDatabaseEngine
{
    ValueTask<DatabaseHealth> GetHealthAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    ValueTask<DatabaseStatistics> GetStatisticsAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    ValueTask<DatabaseIndexAdvice> AdviseIndexesAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    ValueTask<DatabaseSlowStatements> GetSlowStatementsAsync(DatabaseEntry entry, int top, CancellationToken cancellationToken);

    ValueTask<DatabaseIntegrity> CheckIntegrityAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    ValueTask<DatabaseQueryResult> QueryAsync(
        DatabaseEntry entry, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken);

    ValueTask<DatabaseCleanUp> CleanUpAsync(
        DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken);

    ValueTask<DatabaseCleanUpPlan> PlanCleanUpAsync(DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, CancellationToken cancellationToken);

    ValueTask<DatabaseMigration> MigrateAsync(DatabaseEntry entry, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken);

    ValueTask<DatabaseMigrationPlan> PlanMigrateAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    ValueTask<DatabaseOptimisation> OptimiseAsync(
        DatabaseEntry entry, bool reindex, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken);

    ValueTask<DatabaseOptimisationPlan> PlanOptimiseAsync(DatabaseEntry entry, bool reindex, CancellationToken cancellationToken);

    /// <summary>How its backups are written and read.</summary>
    IBackupSource BackupsOf(DatabaseEntry entry);
}
