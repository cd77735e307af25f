namespace BotKit.Handlers.Analytics;

/// <summary>An aggregate over rows.</summary>
/// <param name="Kind">How values become one.</param>
/// <param name="Value">The value of a row as part of a statement; rows that do not count have none.</param>
internal sealed record Aggregate(AggregateKind Kind, string Value)
{
    /// <summary>What counts rows.</summary>
    public const string Row = "1";

    /// <summary>Whether all rows count.</summary>
    public bool IsUnconditional => Value == Row;

    /// <summary>The aggregate as part of a statement.</summary>
    public string Sql => Kind switch
    {
        AggregateKind.Count => $"COUNT({Value})",
        AggregateKind.CountDistinct => $"COUNT(DISTINCT {Value})",
        AggregateKind.Sum => $"TOTAL({Value})",
        AggregateKind.Average => $"AVG({Value})",
        AggregateKind.Min => $"MIN({Value})",
        _ => $"MAX({Value})",
    };
}
