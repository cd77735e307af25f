namespace BotKit.Handlers;

/// <summary>A condition on one column of a lead.</summary>
public sealed record LeadCondition
{
    /// <summary>The column's name; its case does not matter.</summary>
    public required string Column { get; init; }

    /// <summary>How its value is compared. Default <see cref="LeadComparison.EqualTo"/>.</summary>
    public LeadComparison Is { get; init; } = LeadComparison.EqualTo;

    /// <summary>What it is compared with, at most 200 characters; not for <c>Empty</c>, <c>NotEmpty</c>, <c>AnyOf</c> and <c>NoneOf</c>. Default none.</summary>
    public string? Value { get; init; }

    /// <summary>What it is compared with for <c>AnyOf</c> and <c>NoneOf</c>: 1 to 500 values. Default none.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
