namespace BotKit.Handlers;

/// <summary>Somebody who takes leads.</summary>
public sealed record LeadOwner
{
    /// <summary>The name, at most 64 characters: a person, a team, a mailbox.</summary>
    [Sensitive]
    public required string Name { get; init; }

    /// <summary>The conditions, all of which a lead must meet; at most 20. Default none: any lead.</summary>
    public IReadOnlyList<LeadCondition>? Where { get; init; }

    /// <summary>Leads per day (UTC) at most, 0 to 1,000,000. Default no limit.</summary>
    public int? Capacity { get; init; }

    /// <summary>How many turns this one gets where another gets one, 1 to 100. Default 1.</summary>
    public int? Weight { get; init; }
}
