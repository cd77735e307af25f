using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>The runs that the steps of one transaction put into the in-memory queue.</summary>
internal sealed class StepRuns(InMemoryRuns runs, DateTimeOffset now)
{
    private readonly List<HeldRun> _queued = [];
    private readonly Dictionary<string, BotShare> _shares = new(StringComparer.Ordinal);
    private BotShare? _latest;
    private long _bytes;
    private (int Runs, long Bytes) _room;

    /// <summary>How many runs of each schedule have not ended, as it is now; and how many their bots have in the queue, under the same lock.</summary>
    public int[] Look(IReadOnlyList<ScheduleRow> rows)
    {
        var open = new int[rows.Count];
        lock (runs.Gate)
        {
            for (var i = 0; i < open.Length; i++)
            {
                var row = rows[i];
                row.Account ??= runs.Schedule(row.Id);
                open[i] = row.Account.Open;
                if (Find(row.Bot) is null)
                {
                    Add(new BotShare(row.Bot, runs.Lines.TryGetValue(row.Bot, out var line) ? line.Waiting : 0));
                }
            }

            _room = runs.Room;
        }

        return open;
    }

    /// <summary>How many more runs of the schedule's bot may be put into the queue.</summary>
    public int RoomFor(ScheduleRow row, int maxQueued)
    {
        var share = Find(row.Bot)!;
        var inStore = Math.Min(_room.Runs - _queued.Count, (_room.Bytes - _bytes) / HeldRun.BytesOf(row.Schedule.Definition.Input.Length));
        return (int)Math.Clamp(Math.Min(maxQueued - share.Waiting - share.Added, inStore), 0, int.MaxValue);
    }

    public void Add(ScheduleRow row, IReadOnlyList<RunSubmission> submissions)
    {
        for (var i = 0; i < submissions.Count; i++)
        {
            var run = submissions[i];
            if (run.Origin is not { IdempotencyKey: null } origin)
            {
                throw new InvalidOperationException("A schedule's run carries its schedule, and no idempotency key.");
            }

            // The bytes of the schedule's own input are kept anyway.
            var held = new HeldRun(run.Input.Equals(row.Schedule.Definition.Input) ? run : run with { Input = run.Input.ToArray() }, now, isDirect: false)
            {
                Schedule = string.Equals(origin.Schedule, row.Id, StringComparison.Ordinal) ? row.Account : null,
            };
            _queued.Add(held);
            (Find(run.Bot) ?? Add(new BotShare(run.Bot, 0))).Added++;
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

    // Schedules come in the order in which their bots have their turns, so the latest one is mostly asked for again.
    private BotShare? Find(string bot)
        => _latest is { } latest && string.Equals(latest.Bot, bot, StringComparison.Ordinal) ? latest
        : _shares.TryGetValue(bot, out var share) ? _latest = share
        : null;

    private BotShare Add(BotShare share)
    {
        _shares.Add(share.Bot, share);
        return _latest = share;
    }

    private sealed class BotShare(string bot, int waiting)
    {
        public string Bot => bot;

        public int Waiting => waiting;

        public int Added { get; set; }
    }
}
