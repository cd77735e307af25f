using BotKit.Ledger;

namespace BotKit.Storage.Schedules;

/// <summary>The room in the queue while a fire fills it.</summary>
internal sealed class QueuedRuns(ScheduleRows rows, IReadOnlyDictionary<string, int> maxQueued)
{
    private readonly Dictionary<string, int> _rooms = new(StringComparer.Ordinal);

    public bool Any { get; private set; }

    public int Room(string bot)
    {
        if (!_rooms.TryGetValue(bot, out var room))
        {
            _rooms.Add(bot, room = maxQueued.TryGetValue(bot, out var max) ? rows.Room(bot, max) : int.MaxValue);
        }

        return Math.Max(0, room);
    }

    public void Add(IReadOnlyList<RunSubmission> runs)
    {
        Any |= runs.Count > 0;
        for (var i = 0; i < runs.Count; i++)
        {
            _rooms[runs[i].Bot] = Room(runs[i].Bot) - 1;
        }
    }
}
