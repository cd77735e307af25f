using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Marks of a scale of time at round times.</summary>
internal static class TimeAxis
{
    private static readonly (TimeGrain Grain, int Steps)[] Distances =
    [
        (TimeGrain.Minute, 1), (TimeGrain.Minute, 5), (TimeGrain.Minute, 15), (TimeGrain.Minute, 30),
        (TimeGrain.Hour, 1), (TimeGrain.Hour, 3), (TimeGrain.Hour, 6), (TimeGrain.Hour, 12),
        (TimeGrain.Day, 1), (TimeGrain.Day, 2), (TimeGrain.Week, 1), (TimeGrain.Week, 2),
        (TimeGrain.Month, 1), (TimeGrain.Month, 2), (TimeGrain.Quarter, 1), (TimeGrain.Month, 6),
        (TimeGrain.Year, 1), (TimeGrain.Year, 2), (TimeGrain.Year, 5), (TimeGrain.Year, 10), (TimeGrain.Year, 25), (TimeGrain.Year, 100), (TimeGrain.Year, 500),
    ];

    /// <param name="from">The first time shown.</param>
    /// <param name="to">The last time shown.</param>
    /// <param name="finest">The steps of the series: marks lie no closer.</param>
    /// <param name="most">The most marks.</param>
    public static IReadOnlyList<(DateTime At, string Label)> Marks(DateTime from, DateTime to, TimeGrain finest, int most)
    {
        var (grain, steps) = Distances
            .Where(distance => distance.Grain >= finest)
            .FirstOrDefault(distance => TimeSteps.Between(TimeSteps.StartOf(from, distance.Grain), to, distance.Grain) / distance.Steps < most, Distances[^1]);
        var marks = new List<(DateTime, string)>();
        for (var at = First(from, grain, steps); at <= to && marks.Count <= most; at = TimeSteps.Add(at, grain, steps))
        {
            if (at >= from)
            {
                marks.Add((at, LabelOf(at, grain)));
            }
        }

        return marks.Count > 0 ? marks : [(from, LabelOf(from, grain))];
    }

    private static DateTime First(DateTime from, TimeGrain grain, int steps) => grain switch
    {
        TimeGrain.Minute => TimeSteps.StartOf(from, TimeGrain.Hour).AddMinutes(from.Minute / steps * steps),
        TimeGrain.Hour => from.Date.AddHours(from.Hour / steps * steps),
        TimeGrain.Month => new(from.Year, ((from.Month - 1) / steps * steps) + 1, 1),
        TimeGrain.Year => new(Math.Max(1, from.Year / steps * steps), 1, 1),
        _ => TimeSteps.StartOf(from, grain),
    };

    private static string LabelOf(DateTime at, TimeGrain grain) => grain switch
    {
        TimeGrain.Minute or TimeGrain.Hour when at.TimeOfDay != default => at.ToString("HH:mm", CultureInfo.InvariantCulture),
        TimeGrain.Month or TimeGrain.Quarter => at.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        TimeGrain.Year => at.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => at.ToString("d MMM", CultureInfo.InvariantCulture),
    };
}
