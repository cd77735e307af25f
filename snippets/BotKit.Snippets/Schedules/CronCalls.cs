using BotKit.Scheduling;

namespace BotKit.Snippets.Schedules;

internal static class CronCalls
{
    public static int Read(DateTimeOffset now)
    {
        #region snippet: cron-schedule
        CronSchedule schedule = CronSchedule.Parse("0 6 * * MON-FRI", TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

        Console.WriteLine(schedule.Describe()); // At 06:00, Monday through Friday
        DateTimeOffset? next = schedule.GetNextOccurrence(now);
        DateTimeOffset? previous = schedule.GetPreviousOccurrence(now);
        List<DateTimeOffset> week = schedule.GetOccurrences(now, now.AddDays(7)).ToList();

        if (!CronSchedule.TryParse("61 * * * *", zone: null, out _, out string? error))
        {
            Console.WriteLine(error); // '61 * * * *' is not a cron expression. Minutes: Value must be a number between 0 and 59 (all inclusive).
        }
        #endregion

        return week.Count + (next > previous ? 1 : 0);
    }
}
