namespace BotKit.Scheduling.Schedules;

/// <summary>What a schedule's pause covers, by the store's clock. One that is over is kept until the instants in it were dealt with.</summary>
internal static class SchedulePause
{
    public static bool IsInForce(BotPause? pause, DateTimeOffset now) => pause is not null && !(pause.Until <= now);

    public static bool IsOver(BotPause? pause, DateTimeOffset now) => pause?.Until <= now;

    /// <summary>Whether an instant is skipped: while it is in force all of them are, also those that nobody fired before it.</summary>
    public static bool Covers(BotPause? pause, DateTimeOffset due, DateTimeOffset now)
        => pause is not null && (IsInForce(pause, now) || (due >= pause.Since && due < pause.Until));
}
