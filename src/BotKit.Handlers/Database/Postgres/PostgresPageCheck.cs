using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Checks the pages of tables and B-tree indexes with the extension amcheck, where it is installed and allowed.</summary>
internal static class PostgresPageCheck
{
    private const string SchemaSql =
        "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'";

    private const string RelationsSql =
        $"""
        SELECT c.oid, c.relname, false FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND {PostgresTables.IsOfUsers}
        UNION ALL
        SELECT ic.oid, ic.relname, true
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam
        JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE am.amname = 'btree' AND ic.relkind = 'i' AND i.indisvalid AND i.indisready AND {PostgresTables.IsOfUsers}
        ORDER BY 2
        """;

    /// <summary>Adds what it finds.</summary>
    /// <returns>Why pages were not checked; <see langword="null"/> when they were.</returns>
    public static async ValueTask<string?> RunAsync(PostgresSession session, SqliteProblems problems, CancellationToken cancellationToken)
    {
        if (await session.ReadAsync<string>(SchemaSql, cancellationToken).ConfigureAwait(false) is not { } schema)
        {
            return "Pages were not checked: the extension amcheck is not installed.";
        }

        var relations = await session.ListAsync(
            RelationsSql, static row => (Oid: (uint)row.GetValue(0), Name: row.GetString(1), IsIndex: row.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var relation in relations)
            {
                if (problems.IsFull)
                {
                    break;
                }

                await CheckAsync(session, schema, relation.Oid, relation.Name, relation.IsIndex, problems, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFunction)
        {
            return "Pages were not checked: the configured user may not use the extension amcheck.";
        }

        return null;
    }

    private static async ValueTask CheckAsync(
        PostgresSession session, string schema, uint oid, string name, bool isIndex, SqliteProblems problems, CancellationToken cancellationToken)
    {
        try
        {
            if (isIndex)
            {
                await session.ExecuteAsync($"SELECT {schema}.bt_index_check($1::regclass, true)", cancellationToken, PostgresSession.Oid(oid)).ConfigureAwait(false);
                return;
            }

            var broken = await session.ReadAsync<long>(
                $"SELECT count(*) FROM (SELECT FROM {schema}.verify_heapam($1::regclass) LIMIT 1000) AS found", cancellationToken, PostgresSession.Oid(oid)).ConfigureAwait(false);
            if (broken > 0)
            {
                problems.Add($"Table {name} has damaged rows: {broken} findings");
            }
        }
        catch (PostgresException failure) when (failure.SqlState.StartsWith("XX", StringComparison.Ordinal))
        {
            problems.Add(isIndex ? $"Index {name} is damaged" : $"Table {name} is damaged");
            await session.ReopenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // Dropped since it was listed.
        }
    }
}
