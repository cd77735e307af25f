using System.Globalization;

namespace BotKit.Scheduling.Tests.Cron;

/// <summary>A row of the shared cron cases.</summary>
public sealed record CronCase(string Id, int Fields, string Expression, string Zone, string Kind, string From, bool Inclusive, string Expected)
{
    public DateTimeOffset Start => At(From);

    public IReadOnlyList<DateTimeOffset> Occurrences => [.. Expected.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(At)];

    public CronSchedule Schedule => CronSchedule.Parse(Expression, Zone.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(Zone));

    public static IReadOnlyList<CronCase> Read(string file) =>
        [.. File.ReadAllLines(TestData.Path($"cron/{file}")).Skip(1).Select(line => line.Split('\t')).Select(Of)];

    public override string ToString() => $"{Id} {Kind} '{Expression}' {Zone} {From}";

    private static CronCase Of(string[] cells) =>
        new(cells[0], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4], cells[5], cells[6], cells[7] == "true", cells[8]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
