namespace BotKit.Handlers;

/// <summary>How good the probabilities of a model are on leads that it was not trained on.</summary>
public sealed record LeadModelQuality
{
    /// <summary>The area under the ROC curve: how often a lead that converts has a higher score than one that does not. .5 is chance, 1 is always.</summary>
    public required double Auc { get; init; }

    /// <summary>The mean logarithmic loss; less is better.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The mean squared error of the probabilities (Brier 1950); less is better.</summary>
    public required double Brier { get; init; }

    /// <summary>The mean distance between what was expected and what happened, over tenths of the probability (the expected calibration error).</summary>
    public required double CalibrationError { get; init; }

    /// <summary>What was expected and what happened, in tenths of the probability that have leads, rising.</summary>
    public required IReadOnlyList<LeadCalibrationBin> Calibration { get; init; }

    /// <summary>How many times as often as all leads those of each tenth convert, the best tenth first; empty for fewer than 10 leads.</summary>
    public required IReadOnlyList<double> Lift { get; init; }
}
