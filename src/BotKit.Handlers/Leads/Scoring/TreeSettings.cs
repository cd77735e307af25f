namespace BotKit.Handlers.Leads;

/// <summary>How trees are grown.</summary>
internal sealed record TreeSettings
{
    public int Trees { get; init; } = 300;

    public int Leaves { get; init; } = 8;

    public int MinRowsPerLeaf { get; init; } = 20;

    public double LearningRate { get; init; } = .05;

    public double FeatureShare { get; init; } = .7;

    public int BagSize { get; init; } = 1;

    public double BagShare { get; init; } = .7;

    public required int Seed { get; init; }
}
