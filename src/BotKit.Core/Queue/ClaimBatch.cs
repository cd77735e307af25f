namespace BotKit.Queue;

/// <summary>What a claim brought: these runs are running, on the node that claimed them.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="After">Where the next claim goes on.</param>
/// <param name="NextDue">
/// In how much time something that the node may run becomes due, or a pause or an open circuit of its bots ends;
/// <see langword="null"/> when nothing is known to come.
/// </param>
public sealed record ClaimBatch(IReadOnlyList<ClaimedRun> Runs, string? After, TimeSpan? NextDue)
{
    /// <summary>Nothing was due.</summary>
    public static ClaimBatch Empty { get; } = new([], null, null);
}
