using System.Globalization;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>
/// A PostgreSQL database. Its steps let others read and write meanwhile: VACUUM does not cut tables short, and indexes are built
/// concurrently. None waits for a lock beyond the budget.
/// </summary>
internal sealed class PostgresOptimisingTarget : IOptimisingTarget
{
    private const string TablesSql =
        $"""
        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname, format('%I.%I', n.nspname, c.relname), coalesce(s.n_dead_tup, 0) > 0
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
        WHERE c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE') AND {PostgresTables.IsOfUsers}
        ORDER BY 1 LIMIT 1000
        """;

    private const string IndexesSql =
        $"""
        SELECT ic.relname, format('%I.%I', n.nspname, ic.relname)
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND ic.relkind = 'i' AND i.indisvalid AND NOT i.indisexclusion AND pg_has_role(c.relowner, 'USAGE') AND {PostgresTables.IsOfUsers}
        ORDER BY 1, 2 LIMIT 5000
        """;

    // What a concurrent build that was given up leaves behind, of this index alone.
    private const string LeftoversSql =
        """
        SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', n.nspname, ic.relname)
        FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = ic.relnamespace
        WHERE NOT i.indisvalid AND ic.relname ~ '_ccnew[0-9]*$' AND left($1, 50) = left(ic.relname, least(50, length($1)))
        """;

    /// <summary>How long a canceled step may go on, to leave nothing behind.</summary>
    private static readonly TimeSpan TidyingLimit = TimeSpan.FromSeconds(2);

    private readonly PostgresSession _session;
    private readonly TimeProvider _timeProvider;

    private PostgresOptimisingTarget(PostgresSession session, TimeProvider timeProvider)
    {
        _session = session;
        _timeProvider = timeProvider;
    }

    public static async ValueTask<PostgresOptimisingTarget> OpenAsync(
        PostgresConnections connections, DatabaseEntry entry, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var session = await connections.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        var budget = ((int)entry.Options.LockBudget.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await session.ExecuteAsync("SELECT set_config('lock_timeout', $1, false)", cancellationToken, PostgresSession.Text(budget)).ConfigureAwait(false);
        return new PostgresOptimisingTarget(session, timeProvider);
    }

    public async ValueTask<IReadOnlyList<OptimisingTask>> PlanAsync(bool reindex, CancellationToken cancellationToken)
    {
        var tasks = new List<OptimisingTask>();
        if (reindex)
        {
            tasks.AddRange(await _session.ListAsync(
                IndexesSql,
                static row => new OptimisingTask(OptimisingTask.Reindex, row.GetString(0), $"REINDEX INDEX CONCURRENTLY {row.GetString(1)}"),
                cancellationToken).ConfigureAwait(false));
        }

        foreach (var (name, sql, hasDead) in await _session.ListAsync(
            TablesSql, static row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false))
        {
            if (hasDead)
            {
                tasks.Add(new OptimisingTask(OptimisingTask.Vacuum, name, $"VACUUM (TRUNCATE false) {sql}"));
            }

            tasks.Add(new OptimisingTask(OptimisingTask.Analyze, name, $"ANALYZE {sql}"));
        }

        // Functions in indexes find what they expect.
        await _session.ExecuteAsync("SELECT set_config('search_path', current_setting('botkit.search_path'), false)", cancellationToken).ConfigureAwait(false);
        return tasks;
    }

    public async ValueTask<OptimisationOutcome> RunAsync(OptimisingTask task, CancellationToken cancellationToken)
    {
        var isReindex = task.Step == OptimisingTask.Reindex;
        try
        {
            if (isReindex)
            {
                // Of a build that ended with its process or its connection.
                await DropLeftoversAsync(task.Target, cancellationToken).ConfigureAwait(false);
            }

            await _session.ExecuteAsync(task.Sql, cancellationToken).ConfigureAwait(false);
            return OptimisationOutcome.Done;
        }
        catch (OperationCanceledException) when (isReindex)
        {
            await TryDropLeftoversAsync(task.Target).ConfigureAwait(false);
            throw;
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            if (isReindex)
            {
                await DropLeftoversAsync(task.Target, cancellationToken).ConfigureAwait(false);
            }

            return OptimisationOutcome.Busy;
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedObject)
        {
            // Dropped since it was listed: nothing is left to do for it.
            return OptimisationOutcome.Done;
        }
    }

    public async ValueTask<long> MeasureAsync(CancellationToken cancellationToken)
        => await _session.ReadAsync<long>("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())", cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async ValueTask TryDropLeftoversAsync(string index)
    {
        using var limit = new CancellationTokenSource(TidyingLimit, _timeProvider);
        try
        {
            await DropLeftoversAsync(index, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or InvalidOperationException)
        {
            // The next reindex drops it.
        }
    }

    private async ValueTask DropLeftoversAsync(string index, CancellationToken cancellationToken)
    {
        foreach (var drop in await _session.ListAsync(LeftoversSql, static row => row.GetString(0), cancellationToken, PostgresSession.Text(index)).ConfigureAwait(false))
        {
            try
            {
                await _session.ExecuteAsync(drop, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                // Still in somebody's way; the next reindex drops it.
            }
        }
    }
}
