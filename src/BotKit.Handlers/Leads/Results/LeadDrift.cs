namespace BotKit.Handlers;

/// <summary>How far leads differ from those that the model was trained on.</summary>
public sealed record LeadDrift
{
    /// <summary>The verdict on the worst column or the scores.</summary>
    public required LeadDriftVerdict Verdict { get; init; }

    /// <summary>Each column of the model, the worst first; the scores are there as <c>lead_score</c>.</summary>
    public required IReadOnlyList<LeadColumnDrift> Columns { get; init; }

    /// <summary>The columns of the model that the file does not have; they count as absent values.</summary>
    public required IReadOnlyList<string> MissingColumns { get; init; }
}
