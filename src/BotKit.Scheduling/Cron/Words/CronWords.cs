namespace BotKit.Scheduling;

internal static class CronWords
{
    public static string Of(string cron) => cron;
}
