using BotKit.Queue;
using BotKit.Time;

namespace BotKit.Ledger;

/// <summary>
/// A run as the in-memory store holds it. Guarded by the store's lock until it has ended; from then on it does not change, and how it
/// is shown is made when somebody asks.
/// </summary>
internal sealed class HeldRun(RunSubmission submission, DateTimeOffset createdAt, bool isDirect)
{
    // A run that is put off over and over keeps the latest of its hand-outs.
    private const int MaxHandOuts = 100;
    private const int RowBytes = 512;

    private List<RunHandOut>? _pastHandOuts;
    private bool _isHandedOut;
    private List<BotCheckpoint>? _checkpoints;
    private readonly CompactInstant _createdAt = CompactInstant.Of(createdAt);
    private CompactInstant _dueAt;
    private CompactInstant _startedAt;
    private CompactInstant _endedAt;

    public RunSubmission Submission { get; private set; } = submission;

    public DateTimeOffset CreatedAt => _createdAt.ValueOrDefault;

    public bool IsDirect { get; } = isDirect;

    public Guid Id => Submission.ExecutionId;

    public string Bot => Submission.Bot;

    /// <summary>The account of the schedule that it is a run of.</summary>
    public ScheduleAccount? Schedule { get; set; }

    /// <summary>How it ended; <see langword="null"/> while it has not.</summary>
    public RunOutcome? Outcome { get; private set; }

    public DateTimeOffset EndedAt
    {
        get => _endedAt.ValueOrDefault;
        private set => _endedAt = CompactInstant.Of(value);
    }

    public RunState State { get; set; }

    public DateTimeOffset DueAt
    {
        get => _dueAt.ValueOrDefault;
        set => _dueAt = CompactInstant.Of(value);
    }

    /// <summary>The place in the line: each step of priority is worth 30 s of waiting.</summary>
    public long Rank => DueAt.UtcTicks - (Submission.Priority * 30 * TimeSpan.TicksPerSecond);

    /// <summary>Which of those it is that came to its bot's line.</summary>
    public long Arrival { get; set; }

    /// <summary>Where it stands in the line.</summary>
    public long Place { get; set; }

    /// <summary>The incarnation that holds it; none when it waits, or was interrupted and waits for the next call with its key.</summary>
    public Guid? Owner { get; private set; }

    public string? Node { get; private set; }

    public long Fence { get; private set; }

    public int Deliveries { get; private set; }

    public int Lost { get; private set; }

    public int Redeliveries { get; private set; }

    public DateTimeOffset? StartedAt
    {
        get => _startedAt.Value;
        private set => _startedAt = CompactInstant.Of(value);
    }

    public bool IsCancelRequested { get; set; }

    /// <summary>Somebody woke it while it ran: a yield of this hand-out is due at once.</summary>
    public bool IsWakeNoted { get; set; }

    public BotProgress? Progress { get; set; }

    public IReadOnlyList<RunHandOut> HandOuts
        => !_isHandedOut ? _pastHandOuts ?? (IReadOnlyList<RunHandOut>)[]
        : Outcome is { } outcome ? [.. _pastHandOuts ?? [], Latest(EndedAt, HandOutEnd.Completed, outcome.Attempts, outcome.Error?.Code)]
        : [.. _pastHandOuts ?? [], Latest(null, null, 0, null)];

    public IReadOnlyList<BotCheckpoint> Checkpoints => _checkpoints ?? (IReadOnlyList<BotCheckpoint>)[];

    /// <summary>The estimated bytes that it keeps alive.</summary>
    public long Bytes => BytesOf(Submission.Input.Length) + (_checkpoints?.Sum(static it => (long)it.Json.Length) ?? 0);

    /// <summary>The same of a run that has ended.</summary>
    public long EndedBytes
        => RunSize.Row + RunSize.Origin + Submission.Input.Length + Outcome!.Output.Length + (2L * (Outcome.Error?.Message.Length ?? 0))
        + (64L * ((_pastHandOuts?.Count ?? 0) + (_isHandedOut ? 1 : 0))) + (_checkpoints?.Sum(static it => (long)it.Json.Length) ?? 0);

    public static long BytesOf(int inputBytes) => RowBytes + inputBytes;

    public void HandOut(Guid owner, string? node, DateTimeOffset now)
    {
        State = RunState.Running;
        Owner = owner;
        Node = node;
        Fence++;
        Deliveries++;
        StartedAt = now;
        IsWakeNoted = false;
        _isHandedOut = true;
    }

    /// <summary>A direct run that was interrupted goes on with the next call: the same hand-out number, another fence.</summary>
    public void TakeOver(Guid owner, string? node, DateTimeOffset now)
    {
        Deliveries--;
        HandOut(owner, node, now);
    }

    /// <summary>Its hand-out is over, and nobody holds it.</summary>
    public void TakeBack(HandOutEnd end, DateTimeOffset now, int attempts, string? code)
    {
        if (_isHandedOut)
        {
            _isHandedOut = false;
            _pastHandOuts ??= new(1);
            if (_pastHandOuts.Count == MaxHandOuts)
            {
                _pastHandOuts.RemoveAt(0);
            }

            _pastHandOuts.Add(Latest(now, end, attempts, code));
        }

        Owner = null;
        switch (end)
        {
            case HandOutEnd.Returned or HandOutEnd.Deferred:
                Deliveries--;
                break;
            case HandOutEnd.RetryLater:
                Redeliveries++;
                break;
            case HandOutEnd.Lost:
                Lost++;
                break;
            default:
                break;
        }
    }

    public void Keep(BotCheckpoint checkpoint)
    {
        _checkpoints ??= [];
        var known = _checkpoints.FindIndex(it => string.Equals(it.Step, checkpoint.Step, StringComparison.Ordinal));
        var copy = checkpoint with { Json = checkpoint.Json.ToArray() };
        if (known < 0)
        {
            _checkpoints.Add(copy);
        }
        else
        {
            _checkpoints[known] = copy;
        }
    }

    /// <summary>It has ended, with the hand-out that it was in, if it was in one.</summary>
    public void End(RunOutcome outcome, HandOutEnd end, DateTimeOffset now)
    {
        if (Owner is not null && end != HandOutEnd.Completed)
        {
            TakeBack(end, now, outcome.Attempts, outcome.Error?.Code);
        }
        else if (_isHandedOut && _pastHandOuts?.Count == MaxHandOuts)
        {
            _pastHandOuts.RemoveAt(0);
        }

        State = RunState.Ended;
        Owner = null;
        EndedAt = now;
        if (outcome.RemainingInput is { } remaining)
        {
            // What is removed of its input is kept nowhere.
            Submission = Submission with { Input = remaining.ToArray() };
        }

        // Its lines are kept elsewhere.
        Outcome = outcome.Logs is null && outcome.RemainingInput is null ? outcome : outcome with { Logs = null, RemainingInput = null };
    }

    public StoredRun Read(DateTimeOffset now, bool withPayloads) => new()
    {
        ExecutionId = Id,
        Bot = Bot,
        // Due runs are moved on by the next claim; readers see them as what they are.
        State = State == RunState.Scheduled && DueAt <= now ? RunState.Queued : State,
        Trigger = Submission.Trigger,
        CreatedAt = CreatedAt,
        DueAt = IsDirect ? null : DueAt,
        StartedAt = StartedAt,
        Deliveries = Deliveries,
        Lost = Lost,
        Redeliveries = Redeliveries,
        Fence = Fence,
        Priority = Submission.Priority,
        PayloadVersion = Submission.PayloadVersion,
        IsDryRun = Submission.IsDryRun,
        IsCancelRequested = IsCancelRequested && Outcome is null,
        Node = Node,
        Progress = Progress,
        Input = withPayloads ? Submission.Input : default,
        Origin = Submission.Origin,
        ReplayOf = Submission.ReplayOf,
        Status = Outcome?.Status,
        EndedAt = Outcome is null ? null : EndedAt,
        Duration = Outcome?.Duration ?? TimeSpan.Zero,
        Attempts = Outcome?.Attempts ?? 0,
        Error = Outcome?.Error,
        Output = withPayloads ? Outcome?.Output ?? default : default,
        TraceId = Outcome?.TraceId,
    };

    public ClaimedRun Claimed(DateTimeOffset now) => new()
    {
        ExecutionId = Id,
        Bot = Bot,
        Trigger = Submission.Trigger,
        Input = Submission.Input,
        PayloadVersion = Submission.PayloadVersion,
        Fence = Fence,
        Delivery = Deliveries,
        Lost = Lost,
        Redeliveries = Redeliveries,
        CreatedAt = CreatedAt,
        DueAt = DueAt,
        Waited = now > DueAt ? now - DueAt : TimeSpan.Zero,
        IsDryRun = Submission.IsDryRun,
        Origin = Submission.Origin,
    };

    private RunHandOut Latest(DateTimeOffset? endedAt, HandOutEnd? end, int attempts, string? code)
        => new(Deliveries, Fence, Node, StartedAt!.Value, endedAt, end, attempts, code);
}
