namespace BotKit.Handlers;

/// <summary>A number made of a row's columns; exactly one member is set. It is empty where a column is.</summary>
public sealed record KpiExpression
{
    /// <summary>The name of a column, whose values are numbers.</summary>
    public string? Column { get; init; }

    /// <summary>A constant.</summary>
    public double? Number { get; init; }

    /// <summary>The sum of 2 to 20 expressions.</summary>
    public IReadOnlyList<KpiExpression>? Add { get; init; }

    /// <summary>The first expression less all others; 2 to 20.</summary>
    public IReadOnlyList<KpiExpression>? Subtract { get; init; }

    /// <summary>The product of 2 to 20 expressions.</summary>
    public IReadOnlyList<KpiExpression>? Multiply { get; init; }

    /// <summary>The first expression divided by all others; 2 to 20. Empty where one of those is 0.</summary>
    public IReadOnlyList<KpiExpression>? Divide { get; init; }
}
