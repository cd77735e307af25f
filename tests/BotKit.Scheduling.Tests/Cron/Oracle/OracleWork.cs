namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>What the oracle is asked about.</summary>
internal static class OracleWork
{
    private static readonly string[] Times =
    [
        "30 2", "0 2", "0 0", "30 1", "59 23", "0 3", "0 12", "5 2,3", "45 0,1,2,3,23", "0,15,30,45 1",
        "15,45 1-3", "*/30 *", "* *", "10-50/20 *", "0 */2", "30 0-4", "*/15 1", "? 2", "*/7 0-3", "30 22-2", "20/13 3/5", "50-10/3 23-1",
    ];

    private static readonly string[] Dates =
    [
        "* * *", "* * SUN", "? * 0-5/2", "L * *", "LW * *", "1-7 * SUN", "* 3,4,9-11 *", "* * SUN#2", "* * 5L", "13 * FRI", "15W * *", "L-3 * *", "*/2 * 1-5", "29 2 *",
    ];

    private static readonly string[] Seconds =
    [
        "* * * * * *", "*/10 30 1,2 * * *", "0 0 0 * * *", "59 59 1 * * *", "0-30/10 * 2 * * SUN", "30 0 3 * * *", "15,45 0,30 0,1,2,3 * * *", "0 */20 * * * *", "7 7/7 * L * *",
    ];

    public static IReadOnlyList<string> Expressions { get; } = [.. from time in Times from dates in Dates select $"{time} {dates}", .. Seconds];

    public static IReadOnlyList<NaiveSchedule> Naive { get; } = [.. Expressions.Select(expression => new NaiveSchedule(expression))];

    /// <summary>Every IANA zone of the machine: those .NET lists and, where the zones are files, all other names and links.</summary>
    public static IReadOnlyList<TimeZoneInfo> Zones { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id)
            .Concat(FilesOf(Environment.GetEnvironmentVariable("TZDIR") ?? "/usr/share/zoneinfo"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null)
            .OfType<TimeZoneInfo>(),
    ];

    public static DateTime From { get; } = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DateTime To { get; } = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static IEnumerable<string> FilesOf(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(id => char.IsAsciiLetterUpper(id[0]) && !id.Contains('.', StringComparison.Ordinal));
}
