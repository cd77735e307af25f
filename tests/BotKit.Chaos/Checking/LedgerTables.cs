namespace BotKit.Chaos.Checking;

/// <summary>A run as its row tells, or told before it was deleted. N is the number in its input; -1 where it has none.</summary>
internal sealed record LedgerRun(
    Guid Id, string Bot, string? Key, int N, int State, int? Status, int Lost, int Redeliveries, int Deliveries, long Fence, string? Code, long? OutputFence)
{
    /// <summary>How long it had ended when it was deleted, in milliseconds; <see langword="null"/> while it is there.</summary>
    public long? DeletedAfter { get; init; }
}

/// <summary>A change of a run in the queue; without an old state it came, without a new one it left.</summary>
internal sealed record LedgerMove(
    Guid Run, string Bot, int? OldState, int? NewState, long? OldFence, long? NewFence, Guid? OldOwner, Guid? NewOwner, long? OldDue, int Lost, long At);

/// <summary>A terminal write.</summary>
internal sealed record LedgerEnd(Guid Run, string Bot, int OldState, int Status, long Fence, long At);

/// <summary>A life of a process, in the order in which they joined or changed: 0 alive, 1 left, 2 lost.</summary>
internal sealed record LedgerNode(Guid Id, string Name, int State);

/// <summary>What the roll-ups count of one bot and status.</summary>
internal sealed record LedgerCount(string Bot, int Status, long Count);

/// <summary>Everything that the tables hold at the end.</summary>
internal sealed record LedgerTables(
    IReadOnlyList<LedgerRun> Runs,
    IReadOnlyList<LedgerMove> Moves,
    IReadOnlyList<LedgerEnd> Ends,
    IReadOnlyList<LedgerNode> Nodes,
    IReadOnlyList<LedgerCount> Counts);
