namespace BotKit.Handlers;

/// <summary>
/// A figure to compute, as data: <c>{"name":"sales","unit":"GBP","measure":{"sum":{"multiply":[{"column":"Quantity"},{"column":"UnitPrice"}]}}}</c>.
/// With a name alone it is the one of that name in the options.
/// </summary>
public sealed record KpiDefinition
{
    /// <summary>Its name: 1 to 64 letters, digits, <c>-</c> and <c>_</c>, the first a letter or digit.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it, at most 100 characters. Default its name.</summary>
    public string? Label { get; init; }

    /// <summary>Its unit, such as <c>GBP</c> or <c>orders</c>, at most 20 characters. Default none.</summary>
    public string? Unit { get; init; }

    /// <summary>How many decimals people see, 0 to 6. Default 2 for sums and ratios, 0 for counts.</summary>
    public int? Decimals { get; init; }

    /// <summary>What is measured. Default what the options say under this name.</summary>
    public KpiMeasure? Measure { get; init; }

    /// <summary>Which rows count. Default all.</summary>
    public KpiFilter? Filter { get; init; }
}
