namespace BotKit.Scheduling;

internal static class EveryWords
{
    public static string Of(TimeSpan period) => period.ToString();
}
