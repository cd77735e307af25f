namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>
/// The instants of an expression by the rules of the documentation, with no thought of speed and no code in common with what it checks. Stretches between two
/// changes of the offset are walked as local time. Where the clock goes forward, times that are left out fall together at the change. Where it goes back, an
/// expression of fixed times passes over what was there before.
/// </summary>
internal sealed class NaiveSchedule
{
    private readonly NaiveDates _dates;
    private readonly List<TimeSpan> _times;
    private readonly bool _isInterval;

    public NaiveSchedule(string expression)
    {
        var fields = expression.Split(' ');
        var all = fields.Length == 6 ? fields : ["0", .. fields];
        _isInterval = all[..3].Any(field => field.IndexOfAny(['*', '?', '-', '/']) >= 0);
        _dates = new NaiveDates(all[3], all[4], all[5]);
        _times = [.. from hour in NaiveField.Read(all[2], 0, 23).Order()
                     from minute in NaiveField.Read(all[1], 0, 59).Order()
                     from second in NaiveField.Read(all[0], 0, 59).Order()
                     select new TimeSpan(hour, minute, second)];
    }

    public int TimesPerDay => _times.Count;

    /// <summary>The instants from one to just before another, in UTC. Changes within a day before the first are taken into account.</summary>
    public List<DateTime> Between(DateTime from, DateTime to, NaiveZone zone)
    {
        var instants = new List<DateTime>();
        var start = from.AddDays(-2);
        var seen = DateTime.MinValue;
        foreach (var end in zone.Changes(start, to).Append(to))
        {
            var offset = zone.OffsetAt(start);
            var local = start + offset;
            instants.AddRange(Local(_isInterval || seen < local ? local : seen, end + offset).Select(at => at - offset));

            seen = !_isInterval && seen > end + offset ? seen : end + offset;
            if (end < to && Local(seen, end + zone.OffsetAt(end)).Any())
            {
                instants.Add(end);
            }

            start = end;
        }

        return [.. instants.Distinct().Where(instant => instant >= from)];
    }

    private IEnumerable<DateTime> Local(DateTime from, DateTime to)
    {
        for (var date = DateOnly.FromDateTime(from); date <= DateOnly.FromDateTime(to); date = date.AddDays(1))
        {
            if (!_dates.Take(date))
            {
                continue;
            }

            foreach (var time in _times)
            {
                var local = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + time;
                if (local >= from && local < to)
                {
                    yield return local;
                }
            }
        }
    }
}
