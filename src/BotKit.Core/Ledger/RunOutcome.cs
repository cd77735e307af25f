namespace BotKit.Ledger;

/// <summary>The one terminal write of a run that a node holds.</summary>
public sealed record RunOutcome
{
    /// <summary>The run.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>The fence of the hand-out; a stale one changes nothing.</summary>
    public required long Fence { get; init; }

    /// <summary>How it ended.</summary>
    public required BotStatus Status { get; init; }

    /// <summary>When this hand-out began, by the node's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long this hand-out took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often the bot's code was called in this hand-out.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why it did not succeed, or <see langword="null"/>.</summary>
    public BotError? Error { get; init; }

    /// <summary>What the bot returned, as UTF-8 JSON; empty when it did not succeed. A store may keep this memory: it must not change.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>The input without its sensitive members, where they are to be removed at the end; <see langword="null"/> keeps the stored one.</summary>
    public ReadOnlyMemory<byte>? RemainingInput { get; init; }

    /// <summary>What was logged and not stored yet; stored with the outcome or before it.</summary>
    public RunLogPart? Logs { get; init; }

    /// <summary>The trace of this hand-out, 32 hexadecimal digits, or <see langword="null"/>.</summary>
    public string? TraceId { get; init; }
}
