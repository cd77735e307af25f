namespace BotKit.Queue;

/// <summary>A node asks for runs that it starts at once.</summary>
/// <param name="Node">The node's incarnation.</param>
/// <param name="Bots">The bots that it runs and has room for.</param>
/// <param name="Free">How many in all, from 1.</param>
/// <param name="TakesLost">Whether one of them may be a run that was lost with its process before; a node runs at most one of these at a time.</param>
/// <param name="After">The bot at which the last claim stopped, so that all have their turn; <see langword="null"/> at first.</param>
public sealed record ClaimRequest(Guid Node, IReadOnlyList<BotSlots> Bots, int Free, bool TakesLost, string? After = null);
