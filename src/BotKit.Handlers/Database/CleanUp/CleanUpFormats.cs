namespace BotKit.Handlers.Database;

/// <summary>What a column that says a row's age can hold.</summary>
internal static class CleanUpFormats
{
    public const string Date = "date";
    public const string UnixSeconds = "unix-seconds";
    public const string UnixMilliseconds = "unix-milliseconds";

    public static bool IsKnown(string format) => format is Date or UnixSeconds or UnixMilliseconds;
}
