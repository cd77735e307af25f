using System.Text.Json;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>PostgreSQL: each operation on a connection of its database's pool.</summary>
internal sealed class PostgresEngine(PostgresConnections connections, PostgresTools tools, TimeProvider timeProvider) : IDatabaseEngine
{
    public async ValueTask<DatabaseHealth> GetHealthAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(entry, session => PostgresHealth.RunAsync(session, entry.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (BotException failure) when (failure.Code != DatabaseErrorCodes.DatabaseBusy)
        {
            return new DatabaseHealth { Database = entry.Name, Healthy = false, Problems = [failure.Message] };
        }
    }

    public ValueTask<DatabaseStatistics> GetStatisticsAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => ReadAsync(entry, session => PostgresStatistics.RunAsync(session, entry.Name, cancellationToken), cancellationToken);

    public ValueTask<DatabaseIndexAdvice> AdviseIndexesAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => ReadAsync(entry, session => PostgresIndexAdvice.RunAsync(session, entry.Name, cancellationToken), cancellationToken);

    public ValueTask<DatabaseSlowStatements> GetSlowStatementsAsync(DatabaseEntry entry, int top, CancellationToken cancellationToken)
        => ReadAsync(entry, session => PostgresSlowStatements.RunAsync(session, entry.Name, top, cancellationToken), cancellationToken);

    public async ValueTask<DatabaseIntegrity> CheckIntegrityAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(entry, session => PostgresIntegrity.RunAsync(session, entry.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (BotException failure) when (failure.Code is DatabaseErrorCodes.DatabaseMissing or DatabaseErrorCodes.DatabaseDamaged)
        {
            return new DatabaseIntegrity { Database = entry.Name, Healthy = false, Problems = [failure.Message] };
        }
    }

    public ValueTask<DatabaseQueryResult> QueryAsync(
        DatabaseEntry entry, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken)
    {
        var settings = entry.FindQuery(query);
        return ReadAsync(
            entry,
            session => new PostgresQuery(session, timeProvider).RunAsync(entry.Name, query, settings, parameters, cancellationToken),
            cancellationToken);
    }

    public ValueTask<DatabaseCleanUp> CleanUpAsync(
        DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => GuardAsync(() => new CleanUpRun(timeProvider).RemoveAsync(entry, rules, rule => OpenAsync(entry, rule, cancellationToken), progress, cancellationToken));

    public ValueTask<DatabaseCleanUpPlan> PlanCleanUpAsync(DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, CancellationToken cancellationToken)
        => GuardAsync(() => new CleanUpRun(timeProvider).CountAsync(entry, rules, rule => OpenAsync(entry, rule, cancellationToken), cancellationToken));

    public ValueTask<DatabaseMigration> MigrateAsync(DatabaseEntry entry, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => GuardAsync(() => new MigrationRun(entry, new PostgresMigrationTarget(connections, entry, timeProvider)).ApplyAsync(progress, cancellationToken));

    public ValueTask<DatabaseMigrationPlan> PlanMigrateAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => GuardAsync(() => new MigrationRun(entry, new PostgresMigrationTarget(connections, entry, timeProvider)).PlanAsync(cancellationToken));

    public ValueTask<DatabaseOptimisation> OptimiseAsync(
        DatabaseEntry entry, bool reindex, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => GuardAsync(async () => await new OptimisingRun(entry, timeProvider).RunAsync(
            await PostgresOptimisingTarget.OpenAsync(connections, entry, timeProvider, cancellationToken).ConfigureAwait(false), reindex, progress, cancellationToken).ConfigureAwait(false));

    public ValueTask<DatabaseOptimisationPlan> PlanOptimiseAsync(DatabaseEntry entry, bool reindex, CancellationToken cancellationToken)
        => GuardAsync(async () => await new OptimisingRun(entry, timeProvider).PlanAsync(
            await PostgresOptimisingTarget.OpenAsync(connections, entry, timeProvider, cancellationToken).ConfigureAwait(false), reindex, cancellationToken).ConfigureAwait(false));

    public IBackupSource BackupsOf(DatabaseEntry entry) => new PostgresBackupSource(connections, tools);

    private async ValueTask<ICleanUpTable> OpenAsync(DatabaseEntry entry, CleanUpRule rule, CancellationToken cancellationToken)
        => await PostgresCleanUpTable.OpenAsync(connections, entry, rule, timeProvider, cancellationToken).ConfigureAwait(false);

    private ValueTask<T> ReadAsync<T>(DatabaseEntry entry, Func<PostgresSession, ValueTask<T>> operation, CancellationToken cancellationToken)
        => GuardAsync(async () =>
        {
            var session = await connections.OpenReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return await operation(session).ConfigureAwait(false);
            }
        });

    private static async ValueTask<T> GuardAsync<T>(Func<ValueTask<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.Of(failure);
        }
    }
}
