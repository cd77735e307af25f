namespace BotKit.AspNetCore.Envelope;

/// <summary>Waits as Retry-After writes them: whole seconds, rounded up, since who comes too early is refused again.</summary>
internal static class Seconds
{
    public static long Of(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));

    public static long? Of(TimeSpan? wait) => wait is { } value ? Of(value) : null;
}
