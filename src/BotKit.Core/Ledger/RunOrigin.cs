namespace BotKit.Ledger;

/// <summary>Where a run came from, kept apart because most runs have none of it.</summary>
public sealed class RunOrigin
{
    /// <summary>The run that started this one.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The first run of the lineage.</summary>
    public Guid? RootId { get; init; }

    /// <summary>The idempotency key.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Who asked.</summary>
    public string? Caller { get; init; }
}
