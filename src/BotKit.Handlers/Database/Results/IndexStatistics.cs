namespace BotKit.Handlers;

/// <summary>One index of a table.</summary>
public sealed record IndexStatistics
{
    /// <summary>The index's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it allows each key only once.</summary>
    public required bool Unique { get; init; }

    /// <summary>The columns of its key, in order; an expression appears as <c>(expression)</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
}
