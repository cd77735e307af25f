using System.Globalization;

namespace BotKit.Scheduling;

/// <summary>The fields of days and months in words.</summary>
internal static class DateWords
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;
    private static readonly string[] Places = ["first", "second", "third", "fourth", "fifth"];

    /// <summary>Joins the words of the time with those of the date.</summary>
    public static string Of(string time, string day, string month, string weekday)
    {
        var months = month == "*" ? null : ListWords.Of(new FieldValues(month, 1, 12), Names.GetMonthName);
        var ofMonth = $" of {months ?? "the month"}";
        if (day != "*")
        {
            var isDay = weekday == "*" ? "" : $", if that day is {Weekday(weekday, "or")}{(IsCounted(weekday) ? " of the month" : "")}";
            return On(Day(day) + ofMonth + isDay, time, isPlain: isDay.Length == 0);
        }

        if (IsCounted(weekday))
        {
            return On(Weekday(weekday, "and") + ofMonth, time, isPlain: true);
        }

        var inMonths = months is null ? "" : $", in {months}";
        return weekday != "*" ? $"{time}, {Weekdays(weekday)}{inMonths}"
            : months is null && IsClock(time) ? $"{time} every day"
            : time + inMonths;
    }

    private static string On(string day, string time, bool isPlain) =>
        $"On {day}{(isPlain && IsClock(time) ? "" : ",")} {char.ToLowerInvariant(time[0])}{time[1..]}";

    private static bool IsClock(string time) => time.StartsWith("At ", StringComparison.Ordinal) && char.IsAsciiDigit(time[3]);

    private static bool IsCounted(string weekday) => weekday.Contains('#', StringComparison.Ordinal) || weekday.Contains('L', StringComparison.Ordinal);

    private static string Day(string text)
    {
        if (text.EndsWith('W'))
        {
            return text == "LW" ? "the last weekday" : $"the weekday nearest to {Day(text[..^1])}";
        }

        if (text.StartsWith('L'))
        {
            return text == "L" ? "the last day"
                : text == "L-1" ? "the day before the last day"
                : $"the day {text[2..]} days before the last day";
        }

        var days = new FieldValues(text, 1, 31);
        return days is { Step: > 1, Count: > 3 }
            ? $"every {ListWords.Ordinal(days.Step)} day from the {ListWords.Ordinal(days.First)} through the {ListWords.Ordinal(days.Values[^1])}"
            : $"the {ListWords.Of(days, ListWords.Ordinal)}";
    }

    private static string Weekday(string text, string last) =>
        text.EndsWith('L') ? $"the last {NameOf(text[..^1])}"
        : text.Split('#') is [var name, var place] ? $"the {Places[int.Parse(place, CultureInfo.InvariantCulture) - 1]} {NameOf(name)}"
        : ListWords.Of(new FieldValues(text, 0, 7), NameOf, last);

    private static string Weekdays(string text)
    {
        var days = new FieldValues(text, 0, 7);
        var words = ListWords.Of(days, NameOf);
        return days is { Count: > 2, Runs.Count: 1 } ? words : $"on {words}";
    }

    private static string NameOf(string day) => NameOf(int.Parse(day, CultureInfo.InvariantCulture));

    private static string NameOf(int day) => Names.GetDayName((DayOfWeek)day);
}
