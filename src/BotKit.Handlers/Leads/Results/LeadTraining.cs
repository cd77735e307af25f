namespace BotKit.Handlers;

/// <summary>A model that was trained.</summary>
public sealed record LeadTraining : LeadResult
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The version it was kept as; <see langword="null"/> in a dry run.</summary>
    public required int? Version { get; init; }

    /// <summary>The column of the outcome.</summary>
    public required string Target { get; init; }

    /// <summary>The value of it that means success.</summary>
    public required string Positive { get; init; }

    /// <summary>How many leads had no outcome, and were left out.</summary>
    public required long RowsWithoutOutcome { get; init; }

    /// <summary>The share of the leads that converted.</summary>
    public required double BaseRate { get; init; }

    /// <summary>How good it is, by cross-validation: each lead scored by a model, and calibrated by a curve, that did not see it.</summary>
    public required LeadModelQuality Quality { get; init; }

    /// <summary>The area under the ROC curve of each fold.</summary>
    public required IReadOnlyList<double> AucByFold { get; init; }

    /// <summary>The columns it looks at, the most important first.</summary>
    public required IReadOnlyList<LeadModelColumn> Columns { get; init; }

    /// <summary>The columns it must not look at, with the reasons.</summary>
    public required IReadOnlyList<LeadRefusedColumn> RefusedColumns { get; init; }
}
