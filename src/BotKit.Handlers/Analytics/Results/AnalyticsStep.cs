namespace BotKit.Handlers;

/// <summary>Figures of a step of time.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Values">The value of each figure.</param>
public sealed record AnalyticsStep(DateTime At, IReadOnlyList<double?> Values);
