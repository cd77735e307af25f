namespace BotKit.Handlers.Workflows;

internal sealed class ParallelState : State
{
    public override string Type => "Parallel";

    public required IReadOnlyList<Machine> Branches { get; init; }

    public override IReadOnlyList<Machine> Machines => Branches;
}
