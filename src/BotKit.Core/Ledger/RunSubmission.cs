using BotKit.Time;

namespace BotKit.Ledger;

/// <summary>A run as it is handed to a store before it starts: to be queued, or to be begun at once by the node that submits it.</summary>
public sealed record RunSubmission
{
    private readonly CompactInstant _dueAt;

    /// <summary>The run's id (UUID version 7). Submitting the same id again finds its own row and counts as success.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>How the run comes to be.</summary>
    public required BotTrigger Trigger { get; init; }

    /// <summary>The validated input as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The version of the input's shape; a node claims only versions that it knows. Default 1.</summary>
    public int PayloadVersion { get; init; } = 1;

    /// <summary>0 to 9; 9 is the most urgent, each step is worth 30 s of waiting. Default 5.</summary>
    public int Priority { get; init; } = BotDefaults.Priority;

    /// <summary>How long after its acceptance it is due, by the store's clock. Default at once. Ignored when <see cref="DueAt"/> is set.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>When it is due, by the store's clock. Default after <see cref="Delay"/>.</summary>
    public DateTimeOffset? DueAt
    {
        get => _dueAt.Value;
        init => _dueAt = CompactInstant.Of(value);
    }

    /// <summary>Whether it is a dry run.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Lineage, key, caller, and the trace of whoever queued it; <see langword="null"/> when there is nothing of these.</summary>
    public RunOrigin? Origin { get; init; }

    /// <summary>
    /// SHA-256 over bot, payload version and the canonical JSON of the input, where <see cref="RunOrigin.IdempotencyKey"/> is set.
    /// </summary>
    public ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>How long the key is remembered, from the acceptance on; never shorter than the run waits. Default 24 h.</summary>
    public TimeSpan KeyLifetime { get; init; } = BotDefaults.IdempotencyKeyLifetime;

    /// <summary>The run that this one repeats, or <see langword="null"/>.</summary>
    public Guid? ReplayOf { get; init; }

    /// <summary>How often it may be lost with its process before it ends <see cref="BotStatus.Dead"/>; 1 for a bot that is not repeatable. Default 3.</summary>
    public int MaxLost { get; init; } = BotDefaults.MaxLost;

    /// <summary>Waiting runs of the bot, above which it is refused with <see cref="Queue.EnqueueOutcome.QueueFull"/>. Default 100,000.</summary>
    public int MaxQueued { get; init; } = BotDefaults.MaxQueued;
}
