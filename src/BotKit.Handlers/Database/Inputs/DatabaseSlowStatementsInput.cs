namespace BotKit.Handlers;

/// <summary>
/// Asks on which statements the server spent the most time; the answer is a <see cref="DatabaseSlowStatements"/>. It needs
/// PostgreSQL with the extension <c>pg_stat_statements</c>.
/// </summary>
public sealed record DatabaseSlowStatementsInput : DatabaseInput
{
    /// <summary>How many statements to list, 1 to 100; <see langword="null"/> for 20. Default 20.</summary>
    public int? Top { get; init; }
}
