namespace BotKit.Handlers;

/// <summary>A figure then and now.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Value">Its value in the period.</param>
/// <param name="BaseValue">Its value in the other period.</param>
/// <param name="Difference">How much more it is than in the other period.</param>
/// <param name="Percent">The difference in per cent of the other period's value; <see langword="null"/> where that is 0 or absent.</param>
public sealed record AnalyticsChange(AnalyticsFigure Figure, double? Value, double? BaseValue, double? Difference, double? Percent);
