namespace BotKit.Pipeline;

/// <summary>What a child run has from the runs above it; a copy, because they may end before it does.</summary>
/// <param name="ParentId">The run that started it.</param>
/// <param name="RootId">The first run of all.</param>
/// <param name="Depth">How many runs are above it.</param>
/// <param name="IsDryRun">Whether they change nothing.</param>
internal sealed record Lineage(Guid ParentId, Guid RootId, int Depth, bool IsDryRun)
{
    public static Lineage Below(RunContext parent)
    {
        var run = parent.Run;
        return new(parent.ExecutionId, run.Lineage?.RootId ?? parent.ExecutionId, (run.Lineage?.Depth ?? 0) + 1, run.IsDryRun);
    }
}
