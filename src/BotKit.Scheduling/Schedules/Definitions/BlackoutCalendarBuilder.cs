using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling;

/// <summary>Fills a blackout calendar. Its dates are those of each schedule's own time zone.</summary>
public sealed class BlackoutCalendarBuilder
{
    private readonly List<DateRange> _ranges = [];

    internal BlackoutCalendarBuilder()
    {
    }

    /// <summary>Adds a day.</summary>
    /// <param name="date">The day.</param>
    public BlackoutCalendarBuilder AddDate(DateOnly date) => AddRange(date, date);

    /// <summary>Adds days that follow one another.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last, which belongs to it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last is before the first.</exception>
    public BlackoutCalendarBuilder AddRange(DateOnly from, DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        _ranges.Add(new DateRange(from, to));
        return this;
    }

    internal BlackoutDays Build() => new(_ranges);
}
