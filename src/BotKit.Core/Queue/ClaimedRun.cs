using BotKit.Ledger;
using BotKit.Time;

namespace BotKit.Queue;

/// <summary>A queued run in the hands of a node.</summary>
public sealed record ClaimedRun
{
    private readonly CompactInstant _createdAt;
    private readonly CompactInstant _dueAt;

    /// <summary>The run's id.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>How the run came to be.</summary>
    public required BotTrigger Trigger { get; init; }

    /// <summary>Its input as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The version of the input's shape.</summary>
    public int PayloadVersion { get; init; } = 1;

    /// <summary>The fence of this hand-out: it goes with every later write of the run.</summary>
    public required long Fence { get; init; }

    /// <summary>The number of this hand-out, from 1.</summary>
    public required int Delivery { get; init; }

    /// <summary>How often the run was lost with its process before.</summary>
    public int Lost { get; init; }

    /// <summary>How often it was put back because its attempts failed for a transient reason.</summary>
    public int Redeliveries { get; init; }

    /// <summary>When it was accepted, by the store's clock.</summary>
    public required DateTimeOffset CreatedAt
    {
        get => _createdAt.ValueOrDefault;
        init => _createdAt = CompactInstant.Of(value);
    }

    /// <summary>When it was due, by the store's clock.</summary>
    public required DateTimeOffset DueAt
    {
        get => _dueAt.ValueOrDefault;
        init => _dueAt = CompactInstant.Of(value);
    }

    /// <summary>How long it waited after it was due, by the store's clock.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Whether it is a dry run.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Lineage, key, caller, and the trace of whoever queued it; <see langword="null"/> when there is nothing of these.</summary>
    public RunOrigin? Origin { get; init; }
}
