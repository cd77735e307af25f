using BotKit.Queue;

namespace BotKit.Ledger;

/// <summary>A run that has not ended, as the in-memory store holds it. Guarded by the store's lock.</summary>
internal sealed class HeldRun(RunSubmission submission, DateTimeOffset createdAt, bool isDirect)
{
    // A run that is put off over and over keeps the latest of its hand-outs.
    private const int MaxHandOuts = 100;
    private const int RowBytes = 512;

    private List<RunHandOut>? _pastHandOuts;
    private bool _isHandedOut;
    private List<BotCheckpoint>? _checkpoints;

    public RunSubmission Submission { get; } = submission;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public bool IsDirect { get; } = isDirect;

    public Guid Id => Submission.ExecutionId;

    public string Bot => Submission.Bot;

    public RunState State { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>The place in the line: each step of priority is worth 30 s of waiting.</summary>
    public long Rank => DueAt.UtcTicks - (Submission.Priority * 30 * TimeSpan.TicksPerSecond);

    /// <summary>The incarnation that holds it; none when it waits, or was interrupted and waits for the next call with its key.</summary>
    public Guid? Owner { get; private set; }

    public string? Node { get; private set; }

    public long Fence { get; private set; }

    public int Deliveries { get; private set; }

    public int Lost { get; private set; }

    public int Redeliveries { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public bool IsCancelRequested { get; set; }

    public BotProgress? Progress { get; set; }

    public IReadOnlyList<RunHandOut> HandOuts
        => _isHandedOut ? [.. _pastHandOuts ?? [], Latest(null, null, 0, null)] : _pastHandOuts ?? [];

    public IReadOnlyList<BotCheckpoint> Checkpoints => _checkpoints ?? [];

    /// <summary>The estimated bytes that it keeps alive.</summary>
    public long Bytes => BytesOf(Submission.Input.Length) + (_checkpoints?.Sum(static it => (long)it.Json.Length) ?? 0);

    public static long BytesOf(int inputBytes) => RowBytes + inputBytes;

    public void HandOut(Guid owner, string? node, DateTimeOffset now)
    {
        State = RunState.Running;
        Owner = owner;
        Node = node;
        Fence++;
        Deliveries++;
        StartedAt = now;
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
        IsCancelRequested = IsCancelRequested,
        Node = Node,
        Progress = Progress,
        Input = withPayloads ? Submission.Input : default,
        Origin = Submission.Origin,
        ReplayOf = Submission.ReplayOf,
    };

    /// <summary>How it ended: what it keeps from here on.</summary>
    public StoredRun ReadEnded(RunOutcome outcome, DateTimeOffset now) => new()
    {
        ExecutionId = Id,
        Bot = Bot,
        State = RunState.Ended,
        Status = outcome.Status,
        Trigger = Submission.Trigger,
        CreatedAt = CreatedAt,
        DueAt = IsDirect ? null : DueAt,
        StartedAt = StartedAt,
        EndedAt = now,
        Duration = outcome.Duration,
        Attempts = outcome.Attempts,
        Error = outcome.Error,
        Deliveries = Deliveries,
        Lost = Lost,
        Redeliveries = Redeliveries,
        Fence = Fence,
        Priority = Submission.Priority,
        PayloadVersion = Submission.PayloadVersion,
        IsDryRun = Submission.IsDryRun,
        Node = Node,
        Progress = Progress,
        Input = outcome.RemainingInput?.ToArray() ?? Submission.Input,
        Output = outcome.Output.ToArray(),
        TraceId = outcome.TraceId,
        Origin = Submission.Origin,
        ReplayOf = Submission.ReplayOf,
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
