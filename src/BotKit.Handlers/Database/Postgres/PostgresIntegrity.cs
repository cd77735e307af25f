using System.Globalization;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Checks indexes, constraints, foreign keys and, where the extension amcheck is there, pages.</summary>
internal static class PostgresIntegrity
{
    private const string CatalogueSql =
        $"""
        SELECT 'Index ' || ic.relname || ' of table ' || c.relname || ' is not valid'
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT i.indisvalid AND c.relkind IN ('r', 'm') AND {PostgresTables.IsOfUsers}
        UNION ALL
        SELECT 'Constraint ' || con.conname || ' of table ' || c.relname || ' was never validated'
        FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT con.convalidated AND {PostgresTables.IsOfUsers}
        UNION ALL
        SELECT checksum_failures || ' pages failed their checksum'
        FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0
        ORDER BY 1 LIMIT 101
        """;

    public static async ValueTask<DatabaseIntegrity> RunAsync(PostgresSession session, string database, CancellationToken cancellationToken)
    {
        var problems = new SqliteProblems(SqliteIntegrityCheck.MaxProblems);
        foreach (var problem in await session.ListAsync(CatalogueSql, static row => row.GetString(0), cancellationToken).ConfigureAwait(false))
        {
            problems.Add(problem);
        }

        await AddForeignKeyProblemsAsync(session, problems, cancellationToken).ConfigureAwait(false);
        var skipped = await PostgresPageCheck.RunAsync(session, problems, cancellationToken).ConfigureAwait(false);
        return new DatabaseIntegrity
        {
            Database = database,
            Healthy = problems.List.Count == 0,
            Problems = problems.List,
            Truncated = problems.IsFull,
            Skipped = skipped is null ? [] : [skipped],
        };
    }

    private static async ValueTask AddForeignKeyProblemsAsync(PostgresSession session, SqliteProblems problems, CancellationToken cancellationToken)
    {
        foreach (var key in await PostgresForeignKey.ListAsync(session, cancellationToken).ConfigureAwait(false))
        {
            if (problems.IsFull)
            {
                return;
            }

            try
            {
                var broken = await session.ReadAsync<long>(key.CountSql, cancellationToken, PostgresSession.Value((long)PostgresForeignKey.MaxCounted)).ConfigureAwait(false);
                if (broken > 0)
                {
                    problems.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(broken == PostgresForeignKey.MaxCounted ? "At least " : "")}{broken} rows of table {key.Table} refer to missing rows of table {key.Target}"));
                }
            }
            catch (PostgresException failure) when (failure.SqlState.StartsWith("XX", StringComparison.Ordinal))
            {
                problems.Add($"Table {key.Table} or table {key.Target} cannot be read");
                await session.ReopenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
