namespace BotKit.Handlers;

/// <summary>Asks for the trend and the seasons of a figure; the answer is an <see cref="AnalyticsTrend"/>.</summary>
public sealed record AnalyticsTrendInput : AnalyticsSeriesInput;
