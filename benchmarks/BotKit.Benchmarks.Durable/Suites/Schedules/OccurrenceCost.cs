using System.Diagnostics;
using BotKit.Benchmarks.Ratios;
using BotKit.Scheduling;
using Cronos;

namespace BotKit.Benchmarks.Durable.Suites;

/// <summary>The next occurrence, by turns with Cronos alone.</summary>
internal static class OccurrenceCost
{
    private const string Suite = "cron-next";

    public static IEnumerable<Figure> Run(DurableOptions options)
    {
        foreach (var zone in new[] { TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris") })
        {
            foreach (var expression in new[] { "* * * * *", "*/5 9-17 * * 1-5", "0 6 * * *", "0 18 LW * *" })
            {
                var cron = CronExpression.Parse(expression);
                var schedule = CronSchedule.Parse(expression, zone);
                var (alone, ours) = Race(options, from => cron.GetNextOccurrence(from, zone), from => schedule.GetNextOccurrence(from));
                yield return new(Suite, $"Cronos, '{expression}' in {zone.Id}", alone, "ns");
                yield return new(Suite, $"CronSchedule / Cronos, '{expression}' in {zone.Id}", ours / alone, "ratio", Target.AtMost(1.1));
            }
        }
    }

    private static (double Alone, double Ours) Race(DurableOptions options, Func<DateTimeOffset, DateTimeOffset?> alone, Func<DateTimeOffset, DateTimeOffset?> ours)
    {
        var count = options.Of(20_000);
        List<double> first = [], second = [];
        for (var round = 0; round < options.Of(200); round++)
        {
            first.Add(Walk(alone, count));
            second.Add(Walk(ours, count));
        }

        // The least disturbed half of the rounds: what is compared takes nanoseconds, what disturbs it milliseconds.
        return (DurableOptions.Percentile(first, 0.25), DurableOptions.Percentile(second, 0.25));
    }

    private static double Walk(Func<DateTimeOffset, DateTimeOffset?> next, int count)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var at = start;
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            at = next(at) is { Year: < 2030 } found ? found : start;
        }

        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / count;
    }
}
