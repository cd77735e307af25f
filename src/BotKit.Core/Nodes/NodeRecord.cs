namespace BotKit.Nodes;

/// <summary>One life of a process that holds runs.</summary>
public sealed record NodeRecord
{
    /// <summary>The incarnation: each start of a process has a new one.</summary>
    public required Guid Id { get; init; }

    /// <summary>The node's name, by default that of the machine.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>How long it may hold runs without a renewal.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>What is known of it.</summary>
    public NodeState State { get; init; }

    /// <summary>Grows with each renewal.</summary>
    public long Beat { get; init; }

    /// <summary>When it joined, by the store's clock.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>When it last renewed its lease, by the store's clock; for people only.</summary>
    public DateTimeOffset BeatAt { get; init; }
}
