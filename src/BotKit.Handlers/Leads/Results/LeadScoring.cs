namespace BotKit.Handlers;

/// <summary>
/// Leads with their probability of success. The file has all columns of the original, and <c>lead_score</c> (0 to 1),
/// <c>lead_grade</c> (A from .7, B from .4, C from .15, else D) and <c>lead_reasons</c>.
/// </summary>
public sealed record LeadScoring : LeadResult
{
    /// <summary>The id of the file; <see langword="null"/> in a dry run.</summary>
    public required string? File { get; init; }

    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>The mean of the probabilities: the share of the leads that is expected to convert.</summary>
    public required double MeanScore { get; init; }

    /// <summary>How many leads have each grade.</summary>
    public required IReadOnlyDictionary<string, long> Grades { get; init; }

    /// <summary>How far these leads differ from those of the training.</summary>
    public required LeadDrift Drift { get; init; }
}
