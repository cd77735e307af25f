using System.Collections.Concurrent;

namespace BotKit.Scheduling;

/// <summary>Schedules by expression and zone, so that many definitions with the same two share one. Bounded: what does not fit is parsed each time.</summary>
internal sealed class CronSchedules(int capacity = 10_000)
{
    private readonly ConcurrentDictionary<(string Expression, string Zone), CronSchedule> _known = new();
    private int _count;

    /// <summary>The schedule; see <see cref="CronSchedule.Parse"/> for its exceptions.</summary>
    public CronSchedule Get(string expression, TimeZoneInfo zone)
    {
        var key = (expression, zone.Id);
        if (_known.TryGetValue(key, out var schedule))
        {
            return schedule;
        }

        schedule = CronSchedule.Parse(expression, zone);
        if (Volatile.Read(ref _count) < capacity && _known.TryAdd(key, schedule))
        {
            Interlocked.Increment(ref _count);
        }

        return schedule;
    }
}
