namespace BotKit.Ledger;

/// <summary>A run as the ledger shows it, in whatever state.</summary>
public sealed record StoredRun
{
    /// <summary>The run's id (UUID version 7).</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>How it ended; <see langword="null"/> while it has not.</summary>
    public BotStatus? Status { get; init; }

    /// <summary>How it came to be.</summary>
    public required BotTrigger Trigger { get; init; }

    /// <summary>When it was accepted (a direct run: when it began), by the store's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is or was due; <see langword="null"/> for a direct run.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When its last hand-out began; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long its last hand-out took; zero while it has not ended.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How often the bot's code was called in its last hand-out.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was handed out; 1 for a direct run.</summary>
    public int Deliveries { get; init; }

    /// <summary>How often it was lost with its process.</summary>
    public int Lost { get; init; }

    /// <summary>How often it was put back because its attempts failed for a transient reason.</summary>
    public int Redeliveries { get; init; }

    /// <summary>The fence of its last hand-out; 0 for a run that was never handed out.</summary>
    public long Fence { get; init; }

    /// <summary>Its priority, 0 to 9.</summary>
    public int Priority { get; init; } = BotDefaults.Priority;

    /// <summary>The version of its input's shape.</summary>
    public int PayloadVersion { get; init; } = 1;

    /// <summary>Whether it is a dry run.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether somebody asked for its end and it has not come yet.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>The name of the node that holds or held it, or <see langword="null"/>.</summary>
    public string? Node { get; init; }

    /// <summary>How far it has come, or <see langword="null"/>.</summary>
    public BotProgress? Progress { get; init; }

    /// <summary>
    /// Its input as UTF-8 JSON; empty in lists, when it did not bind, and after it was erased. Where an <see cref="IBotPayloadProtector"/>
    /// is registered its sensitive members are strings that only BotKit can read.
    /// </summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What the bot returned, as UTF-8 JSON; empty in lists, when it did not succeed, and after it was erased.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>Why it did not succeed, or <see langword="null"/>.</summary>
    public BotError? Error { get; init; }

    /// <summary>The trace of its last hand-out, 32 hexadecimal digits; <see langword="null"/> while it has not ended or when it was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Lineage, key, caller, and the trace of whoever queued it; <see langword="null"/> when there is nothing of these.</summary>
    public RunOrigin? Origin { get; init; }

    /// <summary>The run that this one repeats, or <see langword="null"/>.</summary>
    public Guid? ReplayOf { get; init; }

    /// <summary>Whether input, output and logs were erased on request.</summary>
    public bool IsErased { get; init; }
}
