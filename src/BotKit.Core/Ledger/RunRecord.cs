namespace BotKit.Ledger;

/// <summary>One run in the ledger. It holds references; JSON is made when it is read.</summary>
public sealed class RunRecord
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

    /// <summary>Lineage, key, caller and trace; <see langword="null"/> when there is nothing of these.</summary>
    public RunOrigin? Origin { get; init; }
}
