namespace BotKit.Handlers.Database;

/// <summary>Reads tables, indexes, foreign keys and the use of indexes from the live catalogue for index advice.</summary>
internal static class PostgresIndexAdvice
{
    private const string IndexSql =
        $"""
        SELECT i.indrelid, ic.relname, am.amname, i.indisunique,
            i.indisprimary OR EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')),
            pg_get_expr(i.indpred, i.indrelid),
            ARRAY(SELECT coalesce(a.attname::text, '(expression)') FROM generate_series(1, i.indnkeyatts) AS k
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum <> 0 ORDER BY k),
            ARRAY(SELECT concat_ws(' ', pg_get_indexdef(i.indexrelid, k, false), i.indclass[k - 1], i.indcollation[k - 1], i.indoption[k - 1])
                FROM generate_series(1, i.indnkeyatts) AS k ORDER BY k),
            ARRAY(SELECT a.attname::text FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS k
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] ORDER BY k),
            coalesce(s.idx_scan, 0)
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam
        JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_stat_all_indexes s ON s.indexrelid = i.indexrelid
        WHERE i.indisvalid AND c.relkind = 'r' AND {PostgresTables.IsOfUsers}
        """;

    private const string ForeignKeySql =
        $"""
        SELECT con.conrelid, CASE pn.nspname WHEN 'public' THEN '' ELSE pn.nspname || '.' END || p.relname,
            ARRAY(SELECT a.attname::text FROM unnest(con.conkey) WITH ORDINALITY AS k(attnum, n)
                JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.attnum ORDER BY k.n)
        FROM pg_constraint con
        JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = con.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE con.contype = 'f' AND c.relkind = 'r' AND {PostgresTables.IsOfUsers}
        ORDER BY con.oid
        """;

    public static async ValueTask<DatabaseIndexAdvice> RunAsync(PostgresSession session, string database, CancellationToken cancellationToken)
    {
        var tables = await PostgresTables.ListAsync(session, cancellationToken).ConfigureAwait(false);
        var indexes = (await session.ListAsync(
            IndexSql,
            static row => (Table: (uint)row.GetValue(0), Index: new IndexShape
            {
                Name = row.GetString(1),
                Method = row.GetString(2),
                Unique = row.GetBoolean(3),
                BacksConstraint = row.GetBoolean(4),
                Condition = row.IsDBNull(5) ? null : row.GetString(5),
                Columns = (string[])row.GetValue(6),
                Keys = (string[])row.GetValue(7),
                Included = (string[])row.GetValue(8),
                Scans = row.GetInt64(9),
            }),
            cancellationToken).ConfigureAwait(false)).ToLookup(static row => row.Table, static row => row.Index);
        var foreignKeys = (await session.ListAsync(
            ForeignKeySql,
            static row => (Table: (uint)row.GetValue(0), Key: new ForeignKeyShape((string[])row.GetValue(2), row.GetString(1))),
            cancellationToken).ConfigureAwait(false)).ToLookup(static row => row.Table, static row => row.Key);
        var keyed = (await session.ListAsync(
            "SELECT conrelid FROM pg_constraint WHERE contype = 'p'", static row => (uint)row.GetValue(0), cancellationToken).ConfigureAwait(false)).ToHashSet();
        var since = await session.ListAsync(
            "SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()",
            static row => row.IsDBNull(0) ? (DateTimeOffset?)null : new DateTimeOffset((DateTime)row.GetValue(0)),
            cancellationToken).ConfigureAwait(false);

        return IndexAdvisor.Advise(
            database,
            tables.Select(table => new TableShape(table.Name, keyed.Contains(table.Oid), [.. indexes[table.Oid]], [.. foreignKeys[table.Oid]])),
            usageKnown: true,
            since.FirstOrDefault());
    }
}
