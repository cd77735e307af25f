namespace BotKit.Handlers.Leads;

/// <summary>One column that a model looks at, and how it was spread among the training rows.</summary>
internal sealed record ModelColumn
{
    public required string Name { get; init; }

    /// <summary>Whether its values are numbers; else they are choices.</summary>
    public required bool IsNumber { get; init; }

    /// <summary>The choices that were frequent enough, in ordinal order; empty for numbers.</summary>
    public required string[] Levels { get; init; }

    /// <summary>The number that stands in for an absent one: the median.</summary>
    public required double Median { get; init; }

    /// <summary>The upper ends of the bins of numbers, rising; empty for choices.</summary>
    public required double[] Edges { get; init; }

    /// <summary>The shares of the training rows: of each bin or level, of other choices, and at last of absent values.</summary>
    public required double[] Shares { get; init; }

    /// <summary>How many features it gives: number and absence; or each level, other choices, and absence.</summary>
    public int Width => IsNumber ? 2 : Levels.Length + 2;
}
