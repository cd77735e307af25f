namespace BotKit.Chaos.Workers;

/// <summary>The input of a run.</summary>
/// <param name="N">The number of the submission.</param>
/// <param name="Milliseconds">How long it works.</param>
/// <param name="IsFlaky">Whether its first delivery fails for a transient reason.</param>
internal sealed record Work(int N, int Milliseconds, bool IsFlaky);

/// <summary>The result of a run.</summary>
/// <param name="Fence">The fence of the hand-out that it comes from.</param>
internal sealed record Done(long Fence);
