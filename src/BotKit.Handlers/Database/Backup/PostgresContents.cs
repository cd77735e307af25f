namespace BotKit.Handlers.Database;

/// <summary>What a database or an archive of one holds, to be compared.</summary>
/// <param name="Tables">The tables with their rows, in the order of their names.</param>
/// <param name="Keys">How many primary keys, unique and exclusion constraints there are.</param>
/// <param name="ForeignKeys">How many foreign keys there are.</param>
internal sealed record PostgresContents(IReadOnlyList<BackupTable> Tables, int Keys, int ForeignKeys)
{
    private const string KeysSql =
        $"""
        SELECT count(*) FILTER (WHERE con.contype IN ('p', 'u', 'x'))::int, count(*) FILTER (WHERE con.contype = 'f' AND con.conparentid = 0)::int
        FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND {PostgresTables.IsOfUsers}
        """;

    public bool Equals(PostgresContents? other)
        => other is not null && Keys == other.Keys && ForeignKeys == other.ForeignKeys && Tables.SequenceEqual(other.Tables);

    public override int GetHashCode() => HashCode.Combine(Tables.Count, Keys, ForeignKeys);

    /// <summary>Counts everything in the session's transaction.</summary>
    public static async ValueTask<PostgresContents> CountAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        var tables = new List<BackupTable>();
        foreach (var table in await PostgresTables.ListAsync(session, cancellationToken).ConfigureAwait(false))
        {
            var rows = await PostgresTables.CountAsync(session, table, cancellationToken).ConfigureAwait(false);
            tables.Add(new BackupTable(table.Name, rows ?? -1));
        }

        var keys = await session.ListAsync(KeysSql, static row => (Keys: row.GetInt32(0), ForeignKeys: row.GetInt32(1)), cancellationToken).ConfigureAwait(false);
        return new PostgresContents(tables, keys[0].Keys, keys[0].ForeignKeys);
    }
}
