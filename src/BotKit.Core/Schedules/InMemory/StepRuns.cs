using System.Runtime.InteropServices;
using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>The runs that the steps of one transaction put into the in-memory queue.</summary>
internal sealed class StepRuns(InMemoryRuns runs, DateTimeOffset now)
{
    private readonly List<HeldRun> _queued = [];
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>How many runs of the schedule have not ended, and how many more its bot may have in the queue.</summary>
    public (int Open, int Room) Look(ScheduleRow row, int maxQueued)
    {
        lock (runs.Gate)
        {
            var room = Math.Min(
                maxQueued - (runs.Lines.TryGetValue(row.Bot, out var line) ? line.Waiting : 0) - _added.GetValueOrDefault(row.Bot),
                runs.RoomFor(_queued.Count, _bytes, row.Definition.Input.Length));
            return (runs.OpenOf(row.Id), Math.Max(0, room));
        }
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
