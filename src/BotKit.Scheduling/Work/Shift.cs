using BotKit.Nodes;

namespace BotKit.Scheduling.Work;

/// <summary>What a hand-out belongs to: the incarnation that claimed it, and what ends it from outside.</summary>
/// <param name="Node">The incarnation.</param>
/// <param name="Abandon">Fires when its lease is lost or the host stops.</param>
internal sealed record Shift(NodeIncarnation Node, CancellationToken Abandon);
