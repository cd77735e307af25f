using System.Collections.Concurrent;
using System.Globalization;

namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>The day of month, the month and the day of week: which dates they take.</summary>
internal sealed class NaiveDates(string day, string month, string weekday)
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly HashSet<int> _months = NaiveField.Read(month, 1, 12, MonthNames);

    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    public bool Take(DateOnly date) => _known.GetOrAdd(date, Takes);

    private bool Takes(DateOnly date) => _months.Contains(date.Month) && TakesDay(date) && TakesWeekday(date);

    private bool TakesDay(DateOnly date)
    {
        var text = day.ToUpperInvariant();
        var last = DateTime.DaysInMonth(date.Year, date.Month);
        var isNearest = text.EndsWith('W');
        if (text.StartsWith('L'))
        {
            var back = text.Trim('L', 'W', '-');
            return Is(last - (back.Length == 0 ? 0 : int.Parse(back, CultureInfo.InvariantCulture)));
        }

        return isNearest ? Is(int.Parse(text[..^1], CultureInfo.InvariantCulture)) : NaiveField.Read(text, 1, 31).Contains(date.Day);

        bool Is(int number) => number >= 1 && number <= last && date.Day == (isNearest ? NearestWeekday(date.Year, date.Month, number, last) : number);
    }

    private static int NearestWeekday(int year, int month, int number, int last) => new DateOnly(year, month, number).DayOfWeek switch
    {
        DayOfWeek.Saturday => number == 1 ? 3 : number - 1,
        DayOfWeek.Sunday => number == last ? number - 2 : number + 1,
        _ => number,
    };

    private bool TakesWeekday(DateOnly date)
    {
        var text = weekday.ToUpperInvariant();
        if (text.EndsWith('L'))
        {
            return Of(text[..^1]).Contains((int)date.DayOfWeek) && date.AddDays(7).Month != date.Month;
        }

        return text.Split('#') is [var name, var place]
            ? Of(name).Contains((int)date.DayOfWeek) && (date.Day + 6) / 7 == int.Parse(place, CultureInfo.InvariantCulture)
            : Of(text).Contains((int)date.DayOfWeek);
    }

    private static HashSet<int> Of(string text) => [.. NaiveField.Read(text, 0, text.Contains('7', StringComparison.Ordinal) ? 7 : 6, DayNames).Select(value => value % 7)];
}
