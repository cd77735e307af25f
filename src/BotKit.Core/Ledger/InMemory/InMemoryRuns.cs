using BotKit.Errors;
using BotKit.Nodes;
using BotKit.Queue;

namespace BotKit.Ledger;

/// <summary>
/// What the in-memory stores share: the runs that have not ended, the ring of those that have, and the keys that both hold.
/// Everything but <see cref="Account"/> is called with <see cref="Gate"/> held.
/// </summary>
internal sealed class InMemoryRuns
{
    private readonly BotAccounts _accounts = new();
    private readonly Dictionary<Guid, HeldRun> _held = [];
    private readonly Dictionary<string, BotLine> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScheduleAccount> _schedules = new(StringComparer.Ordinal);
    private readonly InMemoryLedgerOptions _options;
    private readonly TimeProvider _clock;
    private readonly IBotLogStore? _logs;

    public InMemoryRuns(InMemoryLedgerOptions options, TimeProvider clock, WorkSignal work, IBotLogStore? logs = null)
    {
        _options = options;
        _clock = clock;
        _logs = logs;
        Work = work;
        Ring = new RunRing(Gate, options.MaxRuns, options.MaxRunBytes);
        Rollups = new RollupTable(Gate, options.MaxRollups, options.RollupRetention);
        Keys = new KeyTable(options.MaxKeys, options.MaxKeyBytes, clock);
    }

    // One lock for all of a record's writes, held for some 20 ns: a second one would cost more than it frees.
    public Lock Gate { get; } = new();

    public WorkSignal Work { get; }

    public RunRing Ring { get; }

    public RollupTable Rollups { get; }

    public KeyTable Keys { get; }

    public Dictionary<Guid, NodeRecord> Nodes { get; } = [];

    public IReadOnlyCollection<HeldRun> Held => _held.Values;

    public IReadOnlyDictionary<string, BotLine> Lines => _lines;

    /// <summary>The estimated bytes of the runs that have not ended.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Occurrences of schedules at most.</summary>
    public int MaxOccurrences => _options.MaxOccurrences;

    /// <summary>The store's clock; instants have whole milliseconds.</summary>
    public DateTimeOffset Now => Floor(_clock.GetUtcNow());

    public static DateTimeOffset Floor(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    public BotAccount Account(string bot) => _accounts.Of(bot);

    public HeldRun? Find(Guid executionId) => _held.GetValueOrDefault(executionId);

    /// <summary>The run, if it is in the hands of whoever has this fence.</summary>
    public HeldRun? Find(Guid executionId, long fence)
        => Find(executionId) is { State: RunState.Running, Owner: not null } run && run.Fence == fence ? run : null;

    public BotLine Line(string bot)
    {
        if (!_lines.TryGetValue(bot, out var line))
        {
            _lines.Add(bot, line = new BotLine());
        }

        return line;
    }

    /// <summary>Whether as many bytes more, and a run more, can be held.</summary>
    public bool HasRoom(long bytes, int runs = 0) => _held.Count + runs <= _options.MaxHeldRuns && HeldBytes + bytes <= _options.MaxHeldBytes;

    /// <summary>How many runs more, and bytes more, can be held.</summary>
    public (int Runs, long Bytes) Room => (_options.MaxHeldRuns - _held.Count, _options.MaxHeldBytes - HeldBytes);

    /// <summary>The account of a schedule; there are as many as schedules that have come due.</summary>
    public ScheduleAccount Schedule(string id)
    {
        if (!_schedules.TryGetValue(id, out var schedule))
        {
            _schedules.Add(id, schedule = new ScheduleAccount());
        }

        return schedule;
    }

    /// <summary>The run of a schedule that succeeded last.</summary>
    public (DateTimeOffset CreatedAt, DateTimeOffset EndedAt)? SuccessOf(string schedule) => _schedules.GetValueOrDefault(schedule)?.Success;

    public void Add(HeldRun run)
    {
        _held.Add(run.Id, run);
        HeldBytes += run.Bytes;
        if (run.Submission.Origin?.Schedule is { } schedule)
        {
            run.Schedule ??= Schedule(schedule);
            run.Schedule.Open++;
        }
    }

    /// <summary>Writes a checkpoint of a run that is held.</summary>
    /// <exception cref="BotStoreException">There is no room for it.</exception>
    public void Keep(HeldRun run, BotCheckpoint checkpoint)
    {
        if (!HasRoom(checkpoint.Json.Length))
        {
            throw new BotStoreException("The in-memory store holds as much as it may.");
        }

        HeldBytes -= run.Bytes;
        run.Keep(checkpoint);
        HeldBytes += run.Bytes;
    }

    /// <summary>The one terminal write of a run.</summary>
    public void End(HeldRun run, RunOutcome outcome, HandOutEnd? end, DateTimeOffset now)
    {
        var line = Line(run.Bot);
        if (run.State != RunState.Running)
        {
            line.Leave(run);
        }
        else if (!run.IsDirect)
        {
            line.Stop(run);
        }

        HeldBytes -= run.Bytes;
        _held.Remove(run.Id);
        if (run.Schedule is { } schedule)
        {
            schedule.Open--;
            if (outcome.Status == BotStatus.Succeeded)
            {
                schedule.Succeed(run.CreatedAt, now);
            }
        }

        run.End(outcome, end ?? HandOutEnd.Completed, now);
        Rollups.TallyOf(Account(run.Bot), Minutes.Of(now)).Add(outcome);
        Ring.Add(run);
        if (run.Submission.Origin?.IdempotencyKey is not null)
        {
            Keys.End(run.Id, StoredEnvelope.Of(outcome));
        }

        if (line.Waiting > 0)
        {
            Work.Set();
        }
    }

    /// <summary>Ends a run without an envelope of its own.</summary>
    public void End(HeldRun run, BotStatus status, string code, HandOutEnd? end, DateTimeOffset now)
        => End(
            run,
            new RunOutcome
            {
                ExecutionId = run.Id,
                Bot = run.Bot,
                Fence = run.Fence,
                Status = status,
                StartedAt = run.StartedAt ?? now,
                Duration = run.State == RunState.Running && run.StartedAt is { } started && now > started ? now - started : TimeSpan.Zero,
                Attempts = 0,
                Error = new BotError(
                    code,
                    ErrorSentences.For(code),
                    status == BotStatus.Canceled ? BotSeverity.Warning : BotSeverity.Standard,
                    now),
            },
            end,
            now);

    /// <summary>Stores the lines that came with another write; called without the lock.</summary>
    public void Append(RunLogPart? lines)
    {
        if (lines is not null)
        {
            _logs?.Append(lines);
        }
    }

    /// <summary>Blanks the lines of a run; called without the lock.</summary>
    public void EraseLogs(Guid executionId) => (_logs as InMemoryBotLogStore)?.Erase(executionId);
}
