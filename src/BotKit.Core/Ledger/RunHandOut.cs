namespace BotKit.Ledger;

/// <summary>One hand-out of a run to a node, and what became of it. Kept for runs that had several.</summary>
/// <param name="Delivery">Its number, from 1.</param>
/// <param name="Fence">Its fence.</param>
/// <param name="Node">The node's name, or <see langword="null"/> when it is not known any more.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; <see langword="null"/> while it runs.</param>
/// <param name="End">How it ended; <see langword="null"/> while it runs.</param>
/// <param name="Attempts">How often the bot's code was called.</param>
/// <param name="Code">The failure's code, or <see langword="null"/>.</param>
public sealed record RunHandOut(
    int Delivery, long Fence, string? Node, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, HandOutEnd? End, int Attempts, string? Code);
