namespace BotKit.Handlers;

/// <summary>One measure divided by another, each over its own rows.</summary>
public sealed record KpiRatio
{
    /// <summary>What is divided; not a ratio itself.</summary>
    public required KpiMeasure Of { get; init; }

    /// <summary>What it is divided by; not a ratio itself.</summary>
    public required KpiMeasure By { get; init; }

    /// <summary>Which rows count for <see cref="Of"/>, beside the definition's own filter. Default all.</summary>
    public KpiFilter? OfFilter { get; init; }

    /// <summary>Which rows count for <see cref="By"/>, beside the definition's own filter. Default all.</summary>
    public KpiFilter? ByFilter { get; init; }

    /// <summary>What the result is multiplied by, such as 100 for per cent. Default 1.</summary>
    public double? Times { get; init; }
}
