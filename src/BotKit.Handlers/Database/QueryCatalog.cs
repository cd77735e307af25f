namespace BotKit.Handlers.Database;

/// <summary>Lists the configured queries of a database with what their SQL says about parameters.</summary>
internal static class QueryCatalog
{
    public static DatabaseQueryCatalog Of(DatabaseEntry entry) => new()
    {
        Database = entry.Name,
        Queries =
        [
            .. entry.Options.Queries.OrderBy(static query => query.Key, StringComparer.OrdinalIgnoreCase).Select(query => new DatabaseQueryCatalogItem
            {
                Name = query.Key,
                Description = query.Value.Description,
                Parameters = NamedParameters.Of(query.Value.Sql, entry.IsSqlite).Names,
                MaxRows = query.Value.MaxRows,
                TimeoutSeconds = query.Value.Timeout.TotalSeconds,
            }),
        ],
    };
}
