namespace BotKit.Handlers;

/// <summary>Those who came first in one step of time.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Active">How many of them came in this step, the next, and so on; as far as the rows reach.</param>
public sealed record AnalyticsCohort(DateTime At, long Size, IReadOnlyList<long> Active);
