namespace BotKit.Handlers;

/// <summary>A figure at a step of time.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Value">The figure.</param>
public sealed record AnalyticsPoint(DateTime At, double Value);
