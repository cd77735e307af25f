namespace BotKit.Handlers.Database;

/// <summary>What an operation gave: a result or a fault, never both.</summary>
internal sealed record SqliteResponse
{
    public DatabaseResult? Result { get; init; }

    public SqliteFault? Fault { get; init; }
}
