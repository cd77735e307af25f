namespace BotKit.SampleHost.Demo;

/// <summary>How often the studio's films were watched, day by day and channel by channel: growing, with quiet weekends, and one film that everybody shared.</summary>
internal static class DemoAudience
{
    private const int Seed = 21;
    private const int Days = 400;
    private const int SharedAgo = 75;

    private static readonly (string Name, double Views, double Growth, double Weekend, double Minutes)[] Channels =
        [("Website", 420, .9, .6, 2.1), ("Video portal", 1_900, 1.6, 1.25, 3.4), ("Social", 1_100, 1.3, 1.1, .7)];

    public static IEnumerable<(DateOnly Day, string Channel, long Views, long WatchMinutes)> UpTo(DateOnly today)
    {
        var random = new Random(Seed);
        for (var ago = Days; ago > 0; ago--)
        {
            var day = today.AddDays(-ago);
            var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            foreach (var (name, views, growth, weekend, minutes) in Channels)
            {
                var level = views * (1 + (growth * (Days - ago) / Days)) * (isWeekend ? weekend : 1) * (.9 + (.2 * random.NextDouble()));
                var shared = ago is SharedAgo or SharedAgo - 1 && name == "Social" ? 4.5 : 1;
                var watched = (long)Math.Round(level * shared);
                yield return (day, name, watched, (long)Math.Round(watched * minutes * (.95 + (.1 * random.NextDouble()))));
            }
        }
    }
}
