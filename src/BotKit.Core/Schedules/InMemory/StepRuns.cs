using System.Runtime.InteropServices;
using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>The runs that the steps of one transaction put into the in-memory queue.</summary>
internal sealed class StepRuns(InMemoryRuns runs, DateTimeOffset now)
{
    private readonly List<HeldRun> _queued = [];
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private long _bytes;
    private (int Runs, long Bytes) _room;

    /// <summary>How many runs of each schedule have not ended, and how many their bots have in the queue: as it is now, under one lock.</summary>
    public (int Open, int Waiting)[] Look(IReadOnlyList<ScheduleRow> rows)
    {
        var looks = new (int Open, int Waiting)[rows.Count];
        lock (runs.Gate)
        {
            for (var i = 0; i < looks.Length; i++)
            {
                looks[i] = (runs.OpenOf(rows[i].Id), runs.Lines.TryGetValue(rows[i].Bot, out var line) ? line.Waiting : 0);
            }

            _room = runs.Room;
        }

        return looks;
    }

    /// <summary>How many more runs of the schedule's bot may be put into the queue.</summary>
    public int RoomFor(ScheduleRow row, int waiting, int maxQueued)
    {
        var inBot = maxQueued - waiting - _added.GetValueOrDefault(row.Bot);
        var inStore = Math.Min(_room.Runs - _queued.Count, (_room.Bytes - _bytes) / HeldRun.BytesOf(row.Definition.Input.Length));
        return (int)Math.Clamp(Math.Min(inBot, inStore), 0, int.MaxValue);
    }

    public void Add(BotScheduleDefinition schedule, IReadOnlyList<RunSubmission> submissions)
    {
        for (var i = 0; i < submissions.Count; i++)
        {
            var run = submissions[i];
            if (run.Origin is not { IdempotencyKey: null })
            {
                throw new InvalidOperationException("A schedule's run carries its schedule, and no idempotency key.");
            }

            // The bytes of the schedule's own input are kept anyway.
            var held = new HeldRun(run.Input.Equals(schedule.Input) ? run : run with { Input = run.Input.ToArray() }, now, isDirect: false);
            _queued.Add(held);
            CollectionsMarshal.GetValueRefOrAddDefault(_added, run.Bot, out _)++;
            _bytes += held.Bytes;
        }
    }

    /// <summary>Puts them into the queue, all or none; the caller tells it afterwards.</summary>
    /// <returns>Whether there were any.</returns>
    /// <exception cref="BotStoreException">There is no room for them.</exception>
    public bool Queue()
    {
        if (_queued.Count == 0)
        {
            return false;
        }

        lock (runs.Gate)
        {
            if (!runs.HasRoom(_bytes, _queued.Count))
            {
                throw new BotStoreException("The in-memory store holds as much as it may.");
            }

            foreach (var run in _queued)
            {
                if (runs.Find(run.Id) is null && runs.Ring.FindEnded(run.Id) is null)
                {
                    runs.Add(run);
                    runs.Line(run.Bot).Wait(run, run.Submission.DueOf(now), now);
                }
            }
        }

        return true;
    }
}
