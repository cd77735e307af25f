namespace BotKit.Pipeline;

/// <summary>What a door passes along with the input.</summary>
/// <param name="Trigger">How the run comes to be.</param>
/// <param name="Options">Key, dry run, caller.</param>
/// <param name="Lineage">The runs that this one is a child of.</param>
/// <param name="ExecutionId">The id, where the door had to know it before; otherwise one is made.</param>
/// <param name="IsDetached">Whether the caller's token ends only its wait.</param>
/// <param name="Hold">What a store knows of the run, where it holds it.</param>
internal readonly record struct RunArguments(
    BotTrigger Trigger, BotRunOptions? Options = null, Lineage? Lineage = null, Guid ExecutionId = default, bool IsDetached = false,
    RunHold? Hold = null);
