using Cronos;

namespace BotKit.Scheduling;

/// <summary>The local times that an expression names, in ticks and without a zone.</summary>
/// <remarks>Only searches forward: those of Cronos 0.13 backward skip over the last second's fraction and find 29 February for months that are not February.</remarks>
internal readonly struct LocalTimes(CronExpression cron)
{
    public const long None = -1;

    /// <summary>The first at or after a local time, or <see cref="None"/>.</summary>
    public long From(long local)
    {
        var from = Calendar.SecondFrom(Math.Max(local, 0));
        return from > Calendar.Last ? None : cron.GetNextOccurrence(new DateTime(from, DateTimeKind.Utc), inclusive: true)?.Ticks ?? None;
    }

    /// <summary>The last at or before a local time, or <see cref="None"/>.</summary>
    public long Until(long local)
    {
        if (local < 0)
        {
            return None;
        }

        var last = Calendar.SecondUntil(Math.Min(local, Calendar.Last));
        var known = OneUntil(last);
        for (var end = last + TimeSpan.TicksPerSecond; known != None && end - known > TimeSpan.TicksPerSecond;)
        {
            // From 'end' until 'last' there is none.
            var middle = Calendar.SecondFrom(known + ((end - known) / 2));
            var next = From(middle);
            (known, end) = next != None && next <= last ? (next, end) : (known, middle);
        }

        return known;
    }

    /// <summary>One at or before a local time, not necessarily the last.</summary>
    private long OneUntil(long last)
    {
        for (var span = TimeSpan.TicksPerHour; ; span *= 4)
        {
            var start = Math.Max(0, last - span);
            var first = From(start);
            if (first != None && first <= last)
            {
                return first;
            }

            if (start == 0 || (first == None && From(0) == None))
            {
                return None;
            }
        }
    }
}
