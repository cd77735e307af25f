using BotKit.Diagnostics;

namespace BotKit.Ledger;

/// <summary>The lines of a run, or some of them, as they are stored.</summary>
/// <param name="ExecutionId">The run.</param>
/// <param name="Bot">The bot's name.</param>
/// <param name="Fence">The fence of the hand-out that logged them; 0 for a direct run.</param>
/// <param name="Rows">The lines, in order.</param>
/// <param name="Dropped">How many more were logged and did not fit.</param>
public sealed record RunLogPart(Guid ExecutionId, string Bot, long Fence, IReadOnlyList<RunLogRow> Rows, int Dropped);
