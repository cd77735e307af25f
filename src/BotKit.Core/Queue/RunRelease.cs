using BotKit.Ledger;

namespace BotKit.Queue;

/// <summary>A node gives a run back without an outcome.</summary>
public sealed record RunRelease
{
    /// <summary>The run.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>The fence of the hand-out; a stale one changes nothing.</summary>
    public required long Fence { get; init; }

    /// <summary>
    /// Why: <see cref="HandOutEnd.Returned"/> and <see cref="HandOutEnd.Deferred"/> take back the hand-out,
    /// <see cref="HandOutEnd.RetryLater"/> counts a redelivery, <see cref="HandOutEnd.Yielded"/> leaves the counts alone.
    /// </summary>
    public required HandOutEnd Reason { get; init; }

    /// <summary>After which time it is due again, by the store's clock. Default at once.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>When it is due again; <see langword="null"/> for after <see cref="Delay"/>.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the hand-out began, by the node's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How often the bot's code was called in this hand-out.</summary>
    public int Attempts { get; init; }

    /// <summary>The failure that led to it, or <see langword="null"/>.</summary>
    public BotError? Error { get; init; }

    /// <summary>A checkpoint to be written in the same commit, or <see langword="null"/>.</summary>
    public BotCheckpoint? Checkpoint { get; init; }

    /// <summary>What was logged and not stored yet.</summary>
    public RunLogPart? Logs { get; init; }
}
