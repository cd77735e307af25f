using System.Text.Json;

namespace BotKit.Handlers.Database;

/// <summary>Sends each operation to the host its database calls for.</summary>
internal sealed class DatabaseService(DatabaseCatalog catalog, InProcessSqliteHost trustedHost, ProbeSqliteHost probeHost, SqliteBackups backups)
    : IDatabaseService
{
    public IReadOnlyList<string> Names => catalog.Names;

    public async ValueTask<DatabaseHealth> GetHealthAsync(string database, CancellationToken cancellationToken)
    {
        var entry = catalog.Find(database);
        var request = new SqliteHealthRequest { Database = entry.Name, Path = entry.Path };
        var response = await HostOf(entry).RunAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Result as DatabaseHealth
            ?? new DatabaseHealth { Database = entry.Name, Healthy = false, Problems = [ProblemIn(response)] };
    }

    public async ValueTask<DatabaseStatistics> GetStatisticsAsync(string database, CancellationToken cancellationToken)
    {
        var entry = catalog.Find(database);
        var request = new SqliteStatisticsRequest { Database = entry.Name, Path = entry.Path };
        return (await HostOf(entry).RunAsync(request, cancellationToken).ConfigureAwait(false)).Require<DatabaseStatistics>();
    }

    public async ValueTask<DatabaseIntegrity> CheckIntegrityAsync(string database, CancellationToken cancellationToken)
    {
        var entry = catalog.Find(database);
        var request = new SqliteIntegrityRequest { Database = entry.Name, Path = entry.Path };
        var response = await HostOf(entry).RunAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Result as DatabaseIntegrity
            ?? new DatabaseIntegrity { Database = entry.Name, Healthy = false, Problems = [ProblemIn(response)] };
    }

    public async ValueTask<DatabaseBackup> BackupAsync(string database, CancellationToken cancellationToken)
    {
        var entry = catalog.Find(database);
        return await backups.TakeAsync(entry, HostOf(entry), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseBackupPlan> PlanBackupAsync(string database, CancellationToken cancellationToken)
    {
        var entry = catalog.Find(database);
        return await Task.Run(() => backups.Plan(entry), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DatabaseQueryResult> QueryAsync(
        string database, string query, IReadOnlyDictionary<string, JsonElement> parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var entry = catalog.Find(database);
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
        return (await HostOf(entry).RunAsync(request, cancellationToken).ConfigureAwait(false)).Require<DatabaseQueryResult>();
    }

    private ISqliteHost HostOf(DatabaseEntry entry) => entry.Options.Trusted ? trustedHost : probeHost;

    // A lock or a probe that cannot start says nothing about the database, so it is no answer to "is it healthy?".
    private static string ProblemIn(SqliteResponse response)
        => response.Fault is { Code: not (DatabaseErrorCodes.DatabaseBusy or DatabaseErrorCodes.ProbeUnavailable) } fault
            ? fault.Message
            : throw response.ToException();
}
