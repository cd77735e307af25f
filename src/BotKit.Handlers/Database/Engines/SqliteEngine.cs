using System.Text.Json;

namespace BotKit.Handlers.Database;

/// <summary>SQLite files: each operation runs in the host that its database calls for.</summary>
internal sealed class SqliteEngine(InProcessSqliteHost trustedHost, ProbeSqliteHost probeHost, TimeProvider timeProvider) : IDatabaseEngine
{
    public async ValueTask<DatabaseHealth> GetHealthAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        var response = await RunAsync(entry, new SqliteHealthRequest { Database = entry.Name, Path = entry.Path }, cancellationToken).ConfigureAwait(false);
        return response.Result as DatabaseHealth
            ?? new DatabaseHealth { Database = entry.Name, Healthy = false, Problems = [ProblemIn(response)] };
    }

    public async ValueTask<DatabaseStatistics> GetStatisticsAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => (await RunAsync(entry, new SqliteStatisticsRequest { Database = entry.Name, Path = entry.Path }, cancellationToken).ConfigureAwait(false))
            .Require<DatabaseStatistics>();

    public async ValueTask<DatabaseIndexAdvice> AdviseIndexesAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => (await RunAsync(entry, new SqliteIndexAdviceRequest { Database = entry.Name, Path = entry.Path }, cancellationToken).ConfigureAwait(false))
            .Require<DatabaseIndexAdvice>();

    public ValueTask<DatabaseSlowStatements> GetSlowStatementsAsync(DatabaseEntry entry, int top, CancellationToken cancellationToken)
        => throw DatabaseFailure.Of(DatabaseErrorCodes.SlowStatementsUnavailable, "SQLite does not count statements.");

    public async ValueTask<DatabaseIntegrity> CheckIntegrityAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        var response = await RunAsync(entry, new SqliteIntegrityRequest { Database = entry.Name, Path = entry.Path }, cancellationToken).ConfigureAwait(false);
        return response.Result as DatabaseIntegrity
            ?? new DatabaseIntegrity { Database = entry.Name, Healthy = false, Problems = [ProblemIn(response)] };
    }

    public async ValueTask<DatabaseQueryResult> QueryAsync(
        DatabaseEntry entry, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken)
    {
        var settings = entry.FindQuery(query);
        var request = new SqliteQueryRequest
        {
            Database = entry.Name,
            Path = entry.Path,
            Query = query,
            Sql = settings.Sql,
            Parameters = parameters,
            MaxRows = settings.MaxRows,
            Timeout = settings.Timeout,
        };
        return (await RunAsync(entry, request, cancellationToken).ConfigureAwait(false)).Require<DatabaseQueryResult>();
    }

    public ValueTask<DatabaseCleanUp> CleanUpAsync(
        DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry, () => new CleanUpRun(timeProvider).RemoveAsync(entry, rules, rule => Open(entry, rule, cancellationToken), progress, cancellationToken), cancellationToken);

    public ValueTask<DatabaseCleanUpPlan> PlanCleanUpAsync(DatabaseEntry entry, IReadOnlyList<CleanUpRule> rules, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry, () => new CleanUpRun(timeProvider).CountAsync(entry, rules, rule => Open(entry, rule, cancellationToken), cancellationToken), cancellationToken);

    public ValueTask<DatabaseMigration> MigrateAsync(DatabaseEntry entry, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry, () => new MigrationRun(entry, new SqliteMigrationTarget(entry, timeProvider)).ApplyAsync(progress, cancellationToken), cancellationToken);

    public ValueTask<DatabaseMigrationPlan> PlanMigrateAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry, () => new MigrationRun(entry, new SqliteMigrationTarget(entry, timeProvider)).PlanAsync(cancellationToken), cancellationToken);

    public ValueTask<DatabaseOptimisation> OptimiseAsync(
        DatabaseEntry entry, bool reindex, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry,
            () => new OptimisingRun(entry, timeProvider).RunAsync(SqliteOptimisingTarget.Open(entry, timeProvider, cancellationToken), reindex, progress, cancellationToken),
            cancellationToken);

    public ValueTask<DatabaseOptimisationPlan> PlanOptimiseAsync(DatabaseEntry entry, bool reindex, CancellationToken cancellationToken)
        => SqliteWriting.RunAsync(
            entry,
            () => new OptimisingRun(entry, timeProvider).PlanAsync(SqliteOptimisingTarget.Open(entry, timeProvider, cancellationToken), reindex, cancellationToken),
            cancellationToken);

    public IBackupSource BackupsOf(DatabaseEntry entry) => new SqliteBackupSource(HostOf(entry));

    private ValueTask<SqliteResponse> RunAsync(DatabaseEntry entry, SqliteRequest request, CancellationToken cancellationToken)
        => HostOf(entry).RunAsync(request, cancellationToken);

    private ValueTask<ICleanUpTable> Open(DatabaseEntry entry, CleanUpRule rule, CancellationToken cancellationToken)
        => ValueTask.FromResult<ICleanUpTable>(SqliteCleanUpTable.Open(entry, rule, timeProvider, cancellationToken));

    private ISqliteHost HostOf(DatabaseEntry entry) => entry.Options.Trusted ? trustedHost : probeHost;

    // A lock or a probe that cannot start says nothing about the database, so it is no answer to "is it healthy?".
    private static string ProblemIn(SqliteResponse response)
        => response.Fault is { Code: not (DatabaseErrorCodes.DatabaseBusy or DatabaseErrorCodes.ProbeUnavailable) } fault
            ? fault.Message
            : throw response.ToException();
}
