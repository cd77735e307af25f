namespace BotKit.Nodes;

/// <summary>The answer to a renewal.</summary>
/// <param name="IsAccepted">Whether the node still holds its lease. An expired incarnation never does again: it must join anew.</param>
/// <param name="CancelRequests">Runs of this node whose end somebody asked for.</param>
public sealed record NodeBeat(bool IsAccepted, IReadOnlyList<Guid> CancelRequests);
