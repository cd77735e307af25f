namespace BotKit.Handlers;

/// <summary>A step of time at which a figure was unusual.</summary>
/// <param name="At">The step's begin.</param>
/// <param name="Value">The figure.</param>
/// <param name="Kind">What is unusual about it.</param>
/// <param name="Score">How rare it is; comparable between all figures.</param>
/// <param name="UsualFrom">Nineteen of twenty steps before it were at least this.</param>
/// <param name="UsualTo">Nineteen of twenty steps before it were at most this.</param>
public sealed record AnalyticsAnomaly(DateTime At, double Value, AnomalyKind Kind, double Score, double UsualFrom, double UsualTo);
