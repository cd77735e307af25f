namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>Compares one expression in one zone with the oracle, around every change of the zone's offset in twenty years.</summary>
internal sealed class OracleCheck(TimeZoneInfo zone)
{
    private readonly NaiveZone _zone = new(zone);
    private List<DateTime>? _changes;

    public long Instants { get; private set; }

    public long Windows { get; private set; }

    public IReadOnlyList<DateTime> Changes => _changes ??= [.. _zone.Changes(OracleWork.From, OracleWork.To)];

    /// <summary>What differs; nothing when all is well.</summary>
    public IEnumerable<string> Faults(int index)
    {
        var (expression, naive) = (OracleWork.Expressions[index], OracleWork.Naive[index]);
        var schedule = CronSchedule.Parse(expression, zone);
        var reach = naive.TimesPerDay switch { <= 4 => TimeSpan.FromDays(32), <= 48 => TimeSpan.FromDays(4), <= 1_440 => TimeSpan.FromDays(1), _ => TimeSpan.FromHours(3) };
        foreach (var change in Changes.DefaultIfEmpty(OracleWork.From.AddYears(10)))
        {
            var (from, to) = (change - reach, change + reach);
            var expected = naive.Between(from, to, _zone);
            Windows++;
            Instants += expected.Count;
            foreach (var fault in WalkFaults(schedule, expected, from, to).Concat(SearchFaults(schedule, expected, change, from, to)))
            {
                yield return $"{zone.Id} '{expression}' around {change:u}: {fault}";
            }
        }
    }

    private static IEnumerable<string> WalkFaults(CronSchedule schedule, List<DateTime> expected, DateTime from, DateTime to)
    {
        var most = expected.Count + 10;
        var forward = schedule.GetOccurrences(from, to).Take(most).ToList();
        var back = new List<DateTimeOffset>();
        for (var at = schedule.GetPreviousOccurrence(to); at >= from && back.Count < most; at = schedule.GetPreviousOccurrence(at.Value))
        {
            back.Add(at.Value);
        }

        back.Reverse();
        return Differences("next", expected, forward).Concat(Differences("previous", expected, back));
    }

    private static IEnumerable<string> Differences(string name, List<DateTime> expected, List<DateTimeOffset> found)
    {
        var instants = found.ConvertAll(at => at.UtcDateTime);
        if (!instants.SequenceEqual(expected))
        {
            yield return $"{name} missed {List(expected.Except(instants))}, invented {List(instants.Except(expected))}, doubled {instants.Count - instants.Distinct().Count()}";
        }

        for (var index = 1; index < found.Count; index++)
        {
            if (found[index] <= found[index - 1])
            {
                yield return $"{name} does not rise at {found[index]:O}";
            }
        }
    }

    /// <summary>Searches that begin anywhere: in the hours around the change, to the second and beside it.</summary>
    private static IEnumerable<string> SearchFaults(CronSchedule schedule, List<DateTime> expected, DateTime change, DateTime from, DateTime to)
    {
        foreach (var minutes in (int[])[-121, -60, -31, 0, 29, 60, 119])
        {
            foreach (var start in (DateTime[])[change.AddMinutes(minutes), change.AddMinutes(minutes).AddTicks(-1), change.AddMinutes(minutes).AddSeconds(1)])
            {
                foreach (var inclusive in (bool[])[false, true])
                {
                    var next = expected.Find(at => at > start || (inclusive && at == start));
                    var found = schedule.GetNextOccurrence(start, inclusive)?.UtcDateTime;
                    if (next != default ? found != next : found < to)
                    {
                        yield return $"next of {start:O} ({inclusive}) is {next:O}, not {found:O}";
                    }

                    var previous = expected.FindLast(at => at < start || (inclusive && at == start));
                    found = schedule.GetPreviousOccurrence(start, inclusive)?.UtcDateTime;
                    if (previous != default ? found != previous : found >= from)
                    {
                        yield return $"previous of {start:O} ({inclusive}) is {previous:O}, not {found:O}";
                    }
                }
            }
        }
    }

    private static string List(IEnumerable<DateTime> instants) => $"[{string.Join(", ", instants.Take(3).Select(at => at.ToString("u")))}]";
}
