namespace BotKit.Handlers;

/// <summary>The queries that may be asked of a database.</summary>
public sealed record DatabaseQueryCatalog : DatabaseResult
{
    /// <summary>The queries, in the order of their names.</summary>
    public required IReadOnlyList<DatabaseQueryCatalogItem> Queries { get; init; }
}
