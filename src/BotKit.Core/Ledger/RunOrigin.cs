using BotKit.Time;

namespace BotKit.Ledger;

/// <summary>Where a run came from, kept apart because most runs have none of it.</summary>
public sealed record RunOrigin
{
    private readonly CompactInstant _scheduledFor;

    /// <summary>The run that started this one.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The first run of the lineage.</summary>
    public Guid? RootId { get; init; }

    /// <summary>The idempotency key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who asked.</summary>
    public string? Caller { get; init; }

    /// <summary>The W3C <c>traceparent</c> of whoever put it into the queue, for the link back.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The schedule whose run this is, also when somebody started it by hand.</summary>
    public string? Schedule { get; init; }

    /// <summary>The due instant of the schedule for which it runs; <see langword="null"/> when it was started by hand.</summary>
    public DateTimeOffset? ScheduledFor
    {
        get => _scheduledFor.Value;
        init => _scheduledFor = CompactInstant.Of(value);
    }
}
