using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>
/// Which rows count: a comparison of a column, <c>{"column":"Quantity","is":"greater","value":0}</c>, or one of <see cref="All"/>,
/// <see cref="Any"/> and <see cref="Not"/>.
/// </summary>
public sealed record KpiFilter
{
    /// <summary>The name of the column that is compared.</summary>
    public string? Column { get; init; }

    /// <summary>How it is compared.</summary>
    public KpiComparison? Is { get; init; }

    /// <summary>What with: a number compares as numbers, a text as texts of the same case.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What with for <see cref="KpiComparison.In"/>: 1 to 1,000 numbers, or as many texts.</summary>
    public IReadOnlyList<JsonElement>? Values { get; init; }

    /// <summary>Rows for which all of these hold; 1 to 50.</summary>
    public IReadOnlyList<KpiFilter>? All { get; init; }

    /// <summary>Rows for which at least one of these holds; 1 to 50.</summary>
    public IReadOnlyList<KpiFilter>? Any { get; init; }

    /// <summary>Rows for which this does not hold.</summary>
    public KpiFilter? Not { get; init; }
}
