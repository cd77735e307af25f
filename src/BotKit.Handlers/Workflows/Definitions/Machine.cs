namespace BotKit.Handlers.Workflows;

/// <summary>States that belong together: a whole workflow, a branch of a Parallel, or what a Map does with each item.</summary>
internal sealed class Machine
{
    public required string StartAt { get; init; }

    public required IReadOnlyDictionary<string, State> States { get; init; }

    /// <summary>The state of that name.</summary>
    public State this[string name] => States[name];
}
