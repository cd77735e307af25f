namespace BotKit.Handlers;

/// <summary>A figure at a step of time.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Value">The figure.</param>
/// <param name="Trend">Its trend, without seasons and noise.</param>
public sealed record AnalyticsTrendPoint(DateTime At, double Value, double Trend);
