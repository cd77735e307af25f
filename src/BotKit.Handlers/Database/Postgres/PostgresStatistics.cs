namespace BotKit.Handlers.Database;

/// <summary>Counts what a database holds. Each count is a statement of its own, so that no lock outlives it.</summary>
internal static class PostgresStatistics
{
    private const string IndexSql =
        """
        SELECT i.indrelid, ic.relname, i.indisunique,
            ARRAY(SELECT coalesce(a.attname::text, '(expression)')
                FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, n)
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0
                WHERE k.n <= i.indnkeyatts ORDER BY k.n)
        FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
        WHERE i.indrelid = ANY($1) ORDER BY i.indrelid, ic.relname COLLATE "C"
        """;

    public static async ValueTask<DatabaseStatistics> RunAsync(PostgresSession session, string database, CancellationToken cancellationToken)
    {
        var listed = await PostgresTables.ListAsync(session, cancellationToken).ConfigureAwait(false);
        var shown = listed.Take(PostgresTables.MaxTables).ToList();
        var indexes = await IndexesOfAsync(session, shown, cancellationToken).ConfigureAwait(false);
        var tables = new List<TableStatistics>(shown.Count);
        foreach (var table in shown)
        {
            tables.Add(new TableStatistics
            {
                Name = table.Name,
                Rows = await PostgresTables.CountAsync(session, table, cancellationToken).ConfigureAwait(false),
                DeadRows = table.DeadRows,
                Bytes = table.Bytes,
                Indexes = [.. indexes[table.Oid]],
            });
        }

        var bytes = await session.ReadAsync<long>("SELECT pg_database_size(current_database())", cancellationToken).ConfigureAwait(false);
        var pageSize = await session.ReadAsync<int>("SELECT current_setting('block_size')::int", cancellationToken).ConfigureAwait(false);
        return new DatabaseStatistics
        {
            Database = database,
            Bytes = bytes,
            PageSize = pageSize,
            Pages = bytes / pageSize,
            Tables = tables,
            Truncated = listed.Count > tables.Count,
        };
    }

    private static async ValueTask<ILookup<uint, IndexStatistics>> IndexesOfAsync(
        PostgresSession session, List<PostgresTable> tables, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(
            IndexSql,
            static row => (Table: (uint)row.GetValue(0), Index: new IndexStatistics
            {
                Name = row.GetString(1),
                Unique = row.GetBoolean(2),
                Columns = (string[])row.GetValue(3),
            }),
            cancellationToken,
            new Npgsql.NpgsqlParameter { Value = tables.Select(table => table.Oid).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Oid })
            .ConfigureAwait(false);
        return rows.ToLookup(row => row.Table, row => row.Index);
    }
}
