namespace BotKit.Scheduling.Schedules;

/// <summary>The blackout calendars that are in force on this node.</summary>
internal sealed class ScheduleCalendars
{
    private volatile State _state = new(0, new Dictionary<string, BlackoutDays>());

    /// <summary>Grows when they change.</summary>
    public int Version => _state.Version;

    public IReadOnlyDictionary<string, BlackoutDays> All => _state.Days;

    public void Replace(IReadOnlyDictionary<string, BlackoutDays> days)
    {
        var present = _state;
        if (present.Days.Count != days.Count || days.Any(entry => !entry.Value.Equals(present.Days.GetValueOrDefault(entry.Key))))
        {
            _state = new(present.Version + 1, days);
        }
    }

    /// <summary>The days of several calendars; <see langword="null"/> for none.</summary>
    /// <exception cref="ScheduleUnreadableException">One of them is not known.</exception>
    public BlackoutDays? Find(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        var days = _state.Days;
        var found = new BlackoutDays[names.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = days.TryGetValue(names[i], out var calendar)
                ? calendar
                : throw new ScheduleUnreadableException($"blackouts[{i}]", $"There is no blackout calendar '{names[i]}' on this host.");
        }

        return BlackoutDays.Of(found);
    }

    private sealed record State(int Version, IReadOnlyDictionary<string, BlackoutDays> Days);
}
