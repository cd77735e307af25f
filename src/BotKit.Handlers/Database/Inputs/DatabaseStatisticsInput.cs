namespace BotKit.Handlers;

/// <summary>Asks what a database holds; the answer is a <see cref="DatabaseStatistics"/>.</summary>
public sealed record DatabaseStatisticsInput : DatabaseInput;
