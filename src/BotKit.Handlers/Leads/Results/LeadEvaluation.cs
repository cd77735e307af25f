namespace BotKit.Handlers;

/// <summary>How good a model is on leads whose outcome is known by now.</summary>
public sealed record LeadEvaluation : LeadResult
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>How many leads had no outcome, and were left out.</summary>
    public required long RowsWithoutOutcome { get; init; }

    /// <summary>How good it is on these leads.</summary>
    public required LeadModelQuality Quality { get; init; }

    /// <summary>The area under the ROC curve that the cross-validation of its training gave, to compare.</summary>
    public required double TrainedAuc { get; init; }

    /// <summary>How far these leads differ from those of the training.</summary>
    public required LeadDrift Drift { get; init; }
}
