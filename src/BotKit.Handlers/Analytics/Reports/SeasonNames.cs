using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>What people call the seasons of a series.</summary>
internal static class SeasonNames
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Title(TimeGrain grain, int period) => (grain, period) switch
    {
        (TimeGrain.Day, 7) => "Day of the week",
        (TimeGrain.Month, 12) => "Month of the year",
        (TimeGrain.Hour, 24) => "Hour of the day",
        (TimeGrain.Quarter, 4) => "Quarter of the year",
        (TimeGrain.Minute, 60) => "Minute of the hour",
        _ => $"Step of the season ({OperationWords.Of(grain)}s)",
    };

    /// <summary>The seasons from the usual first one on, such as Monday.</summary>
    public static IEnumerable<(string Label, double Value)> InOrder(AnalyticsTrend trend, IReadOnlyList<double> seasons)
    {
        var start = trend.Points[0].At;
        var first = (trend.Grain, seasons.Count) switch
        {
            (TimeGrain.Day, 7) => ((int)start.DayOfWeek + 6) % 7,
            (TimeGrain.Month, 12) => start.Month - 1,
            (TimeGrain.Hour, 24) => start.Hour,
            (TimeGrain.Quarter, 4) => (start.Month - 1) / 3,
            (TimeGrain.Minute, 60) => start.Minute,
            _ => 0,
        };
        for (var at = 0; at < seasons.Count; at++)
        {
            yield return (LabelOf(trend.Grain, seasons.Count, at), seasons[(at - first + seasons.Count) % seasons.Count]);
        }
    }

    private static string LabelOf(TimeGrain grain, int period, int at) => (grain, period) switch
    {
        (TimeGrain.Day, 7) => Days[at],
        (TimeGrain.Month, 12) => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[at],
        (TimeGrain.Hour, 24) or (TimeGrain.Minute, 60) => at.ToString("00", CultureInfo.InvariantCulture),
        (TimeGrain.Quarter, 4) => string.Create(CultureInfo.InvariantCulture, $"Q{at + 1}"),
        _ => (at + 1).ToString(CultureInfo.InvariantCulture),
    };
}
