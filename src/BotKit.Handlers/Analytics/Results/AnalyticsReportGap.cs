namespace BotKit.Handlers;

/// <summary>A part of a report that could not be computed.</summary>
/// <param name="Part">Its number, from 1.</param>
/// <param name="Code">Why, one of <see cref="AnalyticsErrorCodes"/>.</param>
/// <param name="Message">Why, for people.</param>
public sealed record AnalyticsReportGap(int Part, string Code, string Message);
