namespace BotKit.Handlers.Leads;

/// <summary>A trained model as it is kept: plain numbers and names, no code and no types.</summary>
internal sealed record LeadModelDocument
{
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Target { get; init; }

    public required string Positive { get; init; }

    public required int Rows { get; init; }

    public required double BaseRate { get; init; }

    public required double Auc { get; init; }

    public required ModelColumn[] Columns { get; init; }

    public required TreeEnsemble Trees { get; init; }

    public required double Slope { get; init; }

    public required double Offset { get; init; }

    /// <summary>The shares of the probabilities of the training rows in tenths, out of fold.</summary>
    public required double[] ScoreShares { get; init; }
}
