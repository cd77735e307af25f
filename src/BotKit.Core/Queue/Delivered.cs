using BotKit.Ledger;

namespace BotKit.Queue;

/// <summary>What became of a hand-out: exactly one of the two is set.</summary>
public sealed record Delivered
{
    /// <summary>The run's outcome.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Or why and until when it is given back.</summary>
    public RunRelease? Release { get; init; }
}
