namespace BotKit.Handlers.Analytics;

/// <summary>Steps of local time.</summary>
internal static class TimeSteps
{
    private const int Minute = 60;
    private const int Hour = 3600;
    private const int Day = 86_400;
    private const int Week = 604_800;

    /// <summary>1970 began on a Thursday, three days after a Monday.</summary>
    private const int ToMonday = 3 * Day;

    public static DateTime StartOf(DateTime time, TimeGrain grain) => grain switch
    {
        TimeGrain.Minute => new(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, DateTimeKind.Unspecified),
        TimeGrain.Hour => new(time.Year, time.Month, time.Day, time.Hour, 0, 0, DateTimeKind.Unspecified),
        TimeGrain.Day => DateTime.SpecifyKind(time.Date, DateTimeKind.Unspecified),
        TimeGrain.Week => DateTime.SpecifyKind(time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7)), DateTimeKind.Unspecified),
        TimeGrain.Month => new(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
        TimeGrain.Quarter => new(time.Year, time.Month - ((time.Month - 1) % 3), 1, 0, 0, 0, DateTimeKind.Unspecified),
        _ => new(time.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
    };

    /// <exception cref="BotException">The result is beyond the calendar.</exception>
    public static DateTime Add(DateTime time, TimeGrain grain, int steps)
    {
        try
        {
            return grain switch
            {
                TimeGrain.Minute => time.AddMinutes(steps),
                TimeGrain.Hour => time.AddHours(steps),
                TimeGrain.Day => time.AddDays(steps),
                TimeGrain.Week => time.AddDays(7d * steps),
                TimeGrain.Month => time.AddMonths(steps),
                TimeGrain.Quarter => time.AddMonths(checked(3 * steps)),
                _ => time.AddYears(steps),
            };
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or OverflowException)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.SeriesTooLong, "The period reaches beyond the calendar.", failure);
        }
    }

    /// <summary>How many steps one start of a step is after another.</summary>
    public static long Between(DateTime from, DateTime to, TimeGrain grain) => grain switch
    {
        TimeGrain.Minute => (to - from).Ticks / TimeSpan.TicksPerMinute,
        TimeGrain.Hour => (to - from).Ticks / TimeSpan.TicksPerHour,
        TimeGrain.Day => (to - from).Days,
        TimeGrain.Week => (to - from).Days / 7,
        TimeGrain.Month => Months(from, to),
        TimeGrain.Quarter => Months(from, to) / 3,
        _ => to.Year - from.Year,
    };

    /// <summary>After how many steps seasons usually come again, for forecasts and trends.</summary>
    public static int Season(TimeGrain grain) => grain switch
    {
        TimeGrain.Minute => 60,
        TimeGrain.Hour => 24,
        TimeGrain.Day => 7,
        TimeGrain.Week => 52,
        TimeGrain.Month => 12,
        TimeGrain.Quarter => 4,
        _ => 1,
    };

    /// <summary>Over how many steps the course of a series is watched for anomalies.</summary>
    public static int Course(TimeGrain grain) => grain switch
    {
        TimeGrain.Week => 4,
        TimeGrain.Year => 3,
        _ => Season(grain),
    };

    /// <summary>The key of a step in a statement.</summary>
    public static string Sql(TimeGrain grain, RowDemand demand)
    {
        demand.NeedsTime = true;
        return grain switch
        {
            TimeGrain.Minute => Floor(RowDemand.Time, Minute),
            TimeGrain.Hour => Floor(RowDemand.Time, Hour),
            TimeGrain.Day => Floor(RowDemand.Time, Day),
            TimeGrain.Week => $"({Floor($"({RowDemand.Time} + {ToMonday})", Week)} - {ToMonday})",
            TimeGrain.Month => RowDemand.Month,
            TimeGrain.Quarter => $"({RowDemand.Month} / 3 * 3)",
            _ => $"({RowDemand.Month} / 12 * 12)",
        };
    }

    /// <summary>The begin of the step with a key.</summary>
    public static DateTime Decode(TimeGrain grain, long key) => grain >= TimeGrain.Month
        ? new((int)(key / 12), (int)(key % 12) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified)
        : DateTime.SpecifyKind(DateTime.UnixEpoch.AddSeconds(key), DateTimeKind.Unspecified);

    private static int Months(DateTime from, DateTime to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;

    // SQLite's remainder takes the sign of the dividend, and there were times before 1970.
    private static string Floor(string value, int size) => $"({value} - (({value} % {size}) + {size}) % {size})";
}
