namespace BotKit.Handlers;

/// <summary>A segment of leads.</summary>
public sealed record LeadSegment
{
    /// <summary>Its name, at most 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The conditions, all of which a lead must meet; 1 to 20.</summary>
    public required IReadOnlyList<LeadCondition> Where { get; init; }
}
