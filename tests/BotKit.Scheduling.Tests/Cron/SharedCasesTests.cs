namespace BotKit.Scheduling.Tests.Cron;

/// <summary>Every row of the shared cron cases, through the public class.</summary>
public sealed class SharedCasesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData("cronos.tsv", 297)]
    [InlineData("portable.tsv", 73)]
    public void Rows_OfAFile_AllHold(string file, int rows)
    {
        var cases = CronCase.Read(file);

        var wrong = cases.Select(row => (Row: row, Fault: FaultOf(row))).Where(pair => pair.Fault is not null).Select(pair => $"{pair.Row}: {pair.Fault}");

        wrong.Should().BeEmpty();
        cases.Should().HaveCount(rows);
    }

    /// <summary>What is wrong, or null when the row holds.</summary>
    private static string? FaultOf(CronCase row) => row.Kind switch
    {
        "invalid" => InvalidFault(row),
        "valid" => ParseFault(row),
        _ => ParseFault(row) ?? OccurrenceFault(row),
    };

    private static string? InvalidFault(CronCase row)
    {
        if (CronSchedule.TryParse(row.Expression, out _) || CronSchedule.TryParse(row.Expression, zone: null, out _, out var error))
        {
            return "was taken";
        }

        var parse = () => CronSchedule.Parse(row.Expression);
        return string.IsNullOrWhiteSpace(error) || parse.Should().Throw<FormatException>().Which.Message != error ? "has no reason" : null;
    }

    private static string? ParseFault(CronCase row) =>
        !CronSchedule.TryParse(row.Expression, row.Zone.Length == 0 ? null : row.Schedule.TimeZone, out var schedule, out var error) ? error
        : schedule.Expression != row.Expression.Trim() ? $"became '{schedule.Expression}'"
        : null;

    private static string? OccurrenceFault(CronCase row) => row.Kind switch
    {
        "next" => Compare(row.Occurrences, Search(row, row.Schedule.GetNextOccurrence)),
        "prev" => Compare(row.Occurrences, Search(row, row.Schedule.GetPreviousOccurrence)),
        "never" => Compare(null, row.Schedule.GetNextOccurrence(row.Start, row.Inclusive)),
        "none_before" => Compare(null, row.Schedule.GetPreviousOccurrence(row.Start, row.Inclusive)),
        "match" => Matches(row) ? null : "does not match",
        "nomatch" => Matches(row) ? "matches" : null,
        "count" => Compare(row.Occurrences.Count, row.Schedule.GetOccurrences(row.Start, row.Occurrences[^1], toInclusive: true).Count()),
        _ => $"the kind '{row.Kind}' is not known",
    };

    private static bool Matches(CronCase row) =>
        row.Schedule.GetNextOccurrence(row.Start, inclusive: true) == row.Start && row.Schedule.GetPreviousOccurrence(row.Start, inclusive: true) == row.Start
        && row.Schedule.GetNextOccurrence(row.Start - Tick) == row.Start;

    private static List<DateTimeOffset?> Search(CronCase row, Func<DateTimeOffset, bool, DateTimeOffset?> find)
    {
        var found = new List<DateTimeOffset?> { find(row.Start, row.Inclusive) };
        while (found.Count < row.Occurrences.Count && found[^1] is { } last)
        {
            found.Add(find(last, false));
        }

        return found;
    }

    private static string? Compare(IReadOnlyList<DateTimeOffset> expected, List<DateTimeOffset?> found) =>
        expected.Count > 0 && expected.Count == found.Count && expected.Zip(found).All(pair => pair.First.EqualsExact(pair.Second ?? default))
            ? null
            : $"found {string.Join("; ", found.Select(at => at?.ToString("O") ?? "nothing"))}";

    private static string? Compare<T>(T? expected, T? found) => Equals(expected, found) ? null : $"found {found}";
}
