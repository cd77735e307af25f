namespace BotKit.Scheduling;

/// <summary>The calendar of <see cref="DateTime"/>, in ticks. Its first is 0.</summary>
internal static class Calendar
{
    /// <summary>The last tick of the year 9999.</summary>
    public const long Last = 3_155_378_975_999_999_999;

    public static long StartOfYear(int year) => year > DateTime.MaxValue.Year ? Last + 1 : new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static int YearOf(long ticks) => new DateTime(ticks, DateTimeKind.Utc).Year;

    /// <summary>The first whole second at or after.</summary>
    public static long SecondFrom(long ticks) => SecondUntil(ticks + TimeSpan.TicksPerSecond - 1);

    /// <summary>The last whole second at or before.</summary>
    public static long SecondUntil(long ticks) => ticks - (ticks % TimeSpan.TicksPerSecond);
}
