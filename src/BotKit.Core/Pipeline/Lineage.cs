using BotKit.Ledger;

namespace BotKit.Pipeline;

/// <summary>What a child run has from the runs above it; a copy, because they may end before it does.</summary>
/// <param name="ParentId">The run that started it.</param>
/// <param name="RootId">The first run of all.</param>
/// <param name="Depth">How many runs are above it.</param>
/// <param name="IsDryRun">Whether they change nothing.</param>
internal sealed record Lineage(Guid ParentId, Guid RootId, int Depth, bool IsDryRun)
{
    /// <summary>What the store kept of the runs above a queued one; it does not say how many there were.</summary>
    public static Lineage? Of(RunOrigin? origin, bool isDryRun)
        => origin?.ParentId is { } parent ? new(parent, origin.RootId ?? parent, 1, isDryRun) : null;

    public static Lineage Below(RunContext parent)
    {
        var run = parent.Run;
        return new(parent.ExecutionId, run.Lineage?.RootId ?? parent.ExecutionId, (run.Lineage?.Depth ?? 0) + 1, run.IsDryRun);
    }
}
