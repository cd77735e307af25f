namespace BotKit.AspNetCore.Endpoints;

/// <summary>The next due instants of a schedule.</summary>
internal sealed record ScheduleTimesBody(string Schedule, IReadOnlyList<DateTimeOffset> Due);

/// <summary>An expression that somebody is about to make a schedule of.</summary>
/// <param name="Cron">The expression.</param>
/// <param name="TimeZone">Where it is read.</param>
/// <param name="Count">How many instants to tell.</param>
internal sealed record PreviewBody(string Cron, string TimeZone = ScheduleChangeBody.Utc, int Count = 10);

/// <summary>What an expression means.</summary>
internal sealed record PreviewedBody(string Words, IReadOnlyList<DateTimeOffset> Due);
