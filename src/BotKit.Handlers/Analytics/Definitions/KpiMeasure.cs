namespace BotKit.Handlers;

/// <summary>What is measured; exactly one member is set.</summary>
public sealed record KpiMeasure
{
    /// <summary>The number of rows: <c>{"count":true}</c>.</summary>
    public bool? Count { get; init; }

    /// <summary>The number of different values of a column; empty ones do not count.</summary>
    public string? CountDistinct { get; init; }

    /// <summary>The sum of an expression; 0 without rows.</summary>
    public KpiExpression? Sum { get; init; }

    /// <summary>The mean of an expression.</summary>
    public KpiExpression? Average { get; init; }

    /// <summary>The least value of an expression.</summary>
    public KpiExpression? Min { get; init; }

    /// <summary>The greatest value of an expression.</summary>
    public KpiExpression? Max { get; init; }

    /// <summary>One measure divided by another; nothing where that is 0.</summary>
    public KpiRatio? Ratio { get; init; }
}
