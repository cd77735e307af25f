namespace BotKit.Handlers;

/// <summary>The statements on which the server spent the most time in a database.</summary>
public sealed record DatabaseSlowStatements : DatabaseResult
{
    /// <summary>The statements, that with the most time first.</summary>
    public required IReadOnlyList<SlowStatement> Statements { get; init; }
}
