using BotKit.Ledger;

namespace BotKit.Queue;

/// <summary>What became of a hand-out: exactly one of the two is set.</summary>
public sealed record Delivered
{
    /// <summary>The run's outcome.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>Or why and until when it is given back.</summary>
    public RunRelease? Release { get; init; }

    /// <summary>
    /// Ends when the run's code has really returned, which may be long after its outcome where it ignores its token: until then
    /// it takes up its node's slot. Default ended.
    /// </summary>
    public Task CodeEnded { get; init; } = Task.CompletedTask;
}
