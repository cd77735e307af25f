namespace BotKit.Scheduling;

/// <summary>The second, minute and hour fields in words.</summary>
internal static class TimeWords
{
    private const int MostTimes = 6;

    public static string Of(FieldValues seconds, FieldValues minutes, FieldValues hours)
    {
        if (seconds.IsSingle && minutes.IsSingle && !hours.IsAll)
        {
            return AtOneMinute(seconds.First, minutes.First, hours);
        }

        if (seconds.IsZero && minutes.IsZero)
        {
            return "Every hour";
        }

        return IsShortList(seconds, minutes, hours)
            ? At(from hour in hours.Values from minute in minutes.Values from second in seconds.Values select Clock(hour, minute, second))
            : Within(seconds, minutes, hours.IsAll) + During(hours);
    }

    private static string AtOneMinute(int second, int minute, FieldValues hours)
    {
        if (hours is { IsCycle: true, Count: > 2 })
        {
            var every = $"Every {hours.Step} hours";
            return (hours.First, minute, second) is (0, 0, 0) ? every : $"{every}, from {Clock(hours.First, minute, second)}";
        }

        if (hours.Runs is [var run] && hours.Count > 3)
        {
            return $"Every hour from {Clock(run.From, minute, second)} through {Clock(run.To, minute, second)}";
        }

        return hours is { Step: > 1, Count: > MostTimes }
            ? $"Every {hours.Step} hours from {Clock(hours.First, minute, second)} through {Clock(hours.Values[^1], minute, second)}"
            : At(hours.Values.Select(hour => Clock(hour, minute, second)));
    }

    private static bool IsShortList(FieldValues seconds, FieldValues minutes, FieldValues hours) =>
        seconds.Count * minutes.Count * hours.Count <= MostTimes
        && minutes is not { IsCycle: true, Count: > 2 }
        && seconds is not { IsCycle: true, Count: > 2 };

    /// <summary>What happens within each of the hours.</summary>
    private static string Within(FieldValues seconds, FieldValues minutes, bool everyHour)
    {
        if (seconds.IsZero && minutes.IsCycle)
        {
            return Every(minutes, "minute");
        }

        var ofHour = everyHour ? " of every hour" : "";
        if (seconds.IsZero)
        {
            return $"At {ListWords.Of(minutes, "minute")}{ofHour}";
        }

        var start = seconds.IsCycle ? Every(seconds, "second") : $"At {ListWords.Of(seconds, "second")}";
        return minutes.IsAll
            ? seconds.IsCycle ? start : $"{start} of every minute"
            : $"{start} of {ListWords.Of(minutes, "minute")}{ofHour}";
    }

    private static string Every(FieldValues values, string noun) =>
        values.IsAll ? $"Every {noun}"
        : values.First == 0 ? $"Every {values.Step} {noun}s"
        : $"Every {values.Step} {noun}s from {noun} {values.First}";

    private static string During(FieldValues hours) =>
        hours.IsAll ? ""
        : hours.Runs is [var run] ? $" between {Clock(run.From, 0, 0)} and {run.To:00}:59"
        : $" during {ListWords.Of(hours, "hour")}";

    private static string At(IEnumerable<string> times) => $"At {ListWords.Join(times)}";

    private static string Clock(int hour, int minute, int second) => second == 0 ? $"{hour:00}:{minute:00}" : $"{hour:00}:{minute:00}:{second:00}";
}
