namespace BotKit.Handlers;

/// <summary>Asks which queries are configured for a database; the answer is a <see cref="DatabaseQueryCatalog"/>.</summary>
public sealed record DatabaseQueryCatalogInput : DatabaseInput;
