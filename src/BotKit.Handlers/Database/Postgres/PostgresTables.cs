using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>The tables of a database that belong to its users, from the live catalogue.</summary>
internal static class PostgresTables
{
    public const int MaxTables = 1000;

    /// <summary>The condition under which a row <c>c</c> of <c>pg_class</c> in namespace <c>n</c> belongs to users.</summary>
    public const string IsOfUsers =
        """
        c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        """;

    private const string ListSql =
        $"""
        SELECT * FROM (
        SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name, format('%I.%I', n.nspname, c.relname),
            has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid),
            pg_total_relation_size(c.oid), coalesce(s.n_dead_tup, 0)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
        WHERE c.relkind = 'r' AND {IsOfUsers}
        ) AS tables ORDER BY name COLLATE "C" LIMIT $1
        """;

    /// <summary>The tables in the order of their names, one more than <see cref="MaxTables"/> at most.</summary>
    public static Task<List<PostgresTable>> ListAsync(PostgresSession session, CancellationToken cancellationToken)
        => session.ListAsync(
            ListSql,
            static row => new PostgresTable((uint)row.GetValue(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt64(4), row.GetInt64(5)),
            cancellationToken,
            PostgresSession.Value(MaxTables + 1));

    /// <summary>Counts a table's rows; <see langword="null"/> when not all of them can be read, or when the table is gone.</summary>
    public static async Task<long?> CountAsync(PostgresSession session, PostgresTable table, CancellationToken cancellationToken)
    {
        if (!table.IsReadable)
        {
            return null;
        }

        try
        {
            return await session.ReadAsync<long>($"SELECT count(*) FROM ONLY {table.Sql}", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }
}
