namespace BotKit.Ledger;

/// <summary>One run in the ledger. It holds references; JSON is made when it is read.</summary>
public readonly record struct RunRecord
{
    private readonly DateTime _startedAt;

    /// <summary>The envelope: id, bot, status, duration, attempts, result, error.</summary>
    public required BotResult Result { get; init; }

    /// <summary>When the run began, by the store's clock.</summary>
    public required DateTimeOffset StartedAt
    {
        get => new(_startedAt);
        init => _startedAt = value.UtcDateTime;
    }

    /// <summary>How the run came to be.</summary>
    public required BotTrigger Trigger { get; init; }

    /// <summary>The bound input; <see langword="null"/> when it did not bind.</summary>
    public object? Input { get; init; }

    /// <summary>Whether it was a dry run.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The W3C trace id, 32 hexadecimal digits; <see langword="null"/> when the run was not traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>Lineage, key and caller; <see langword="null"/> when there is nothing of these.</summary>
    public RunOrigin? Origin { get; init; }
}
