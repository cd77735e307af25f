namespace BotKit.Handlers.Database;

/// <summary>Counts what a database holds, in one read transaction.</summary>
internal static class SqliteStatisticsReader
{
    public static DatabaseStatistics Run(SqliteStatisticsRequest request, CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadOnly(request.Path, cancellationToken);
        var connection = session.Connection;
        using var snapshot = connection.BeginTransaction(deferred: true);

        var names = SqliteTables.List(connection);
        var bytes = SqlitePageUse.Read(connection);
        var tables = new List<TableStatistics>();
        foreach (var name in names.Take(SqliteTables.MaxTables))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var indexes = SqliteIndexes.Of(connection, name);
            tables.Add(new TableStatistics
            {
                Name = name,
                Rows = SqliteTables.Count(connection, name),
                Bytes = bytes?.GetValueOrDefault(name),
                Indexes = indexes,
            });
        }

        return new DatabaseStatistics
        {
            Database = request.Database,
            Bytes = new FileInfo(request.Path).Length,
            PageSize = (int)connection.ReadInteger("PRAGMA page_size"),
            Pages = connection.ReadInteger("PRAGMA page_count"),
            FreePages = connection.ReadInteger("PRAGMA freelist_count"),
            Tables = tables,
            Truncated = names.Count > tables.Count,
        };
    }
}
