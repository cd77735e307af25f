namespace BotKit.Handlers.Workflows;

internal sealed class MapState : State
{
    public override string Type => "Map";

    public required Machine Processor { get; init; }

    public StatePath? ItemsPath { get; init; }

    /// <summary>What each iteration gets: ItemSelector, or Parameters as it was called before.</summary>
    public PayloadTemplate? ItemSelector { get; init; }

    public NumberField? MaxConcurrency { get; init; }

    public NumberField? ToleratedCount { get; init; }

    public NumberField? ToleratedPercentage { get; init; }

    /// <summary>Whether it is written as a distributed one, whose failures have a name of their own.</summary>
    public bool IsDistributed { get; init; }

    public override IReadOnlyList<Machine> Machines => [Processor];
}
