namespace BotKit.Handlers.Analytics;

/// <summary>A report as JSON.</summary>
/// <param name="Title">Its title.</param>
/// <param name="For">The time for which it is.</param>
/// <param name="TimeZone">The time zone of all times.</param>
/// <param name="From">From which time on rows count.</param>
/// <param name="To">Before which time rows count.</param>
/// <param name="Read">What was read.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record ReportFileJson(
    string Title, DateTime For, string TimeZone, DateTime? From, DateTime? To, AnalyticsRead Read, IReadOnlyList<ReportPartJson> Parts);

/// <summary>A part of a report as JSON.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Result">What it found.</param>
/// <param name="Error">Why it could not.</param>
internal sealed record ReportPartJson(string Title, AnalyticsResult? Result, string? Error);
