namespace BotKit.Scheduling.Tests.Travel;

/// <summary>What ran, in its order.</summary>
internal sealed class TravelDiary
{
    private readonly Lock _lock = new();
    private readonly List<TravelEntry> _entries = [];

    public IReadOnlyList<TravelEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(TravelEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }
}

/// <param name="Due">The instant for which it ran.</param>
/// <param name="Bot">Which bot.</param>
/// <param name="At">When it ran.</param>
internal sealed record TravelEntry(DateTimeOffset Due, string Bot, DateTimeOffset At);
