namespace BotKit.AspNetCore.Envelope;

/// <summary>Durations as the API writes them: milliseconds, to the microsecond.</summary>
internal static class Milliseconds
{
    public static double Of(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);

    public static double? Of(TimeSpan? duration) => duration is { } value ? Of(value) : null;
}
