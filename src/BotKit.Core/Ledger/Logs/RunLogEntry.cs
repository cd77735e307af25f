using BotKit.Diagnostics;

namespace BotKit.Ledger;

/// <summary>A line in a list that spans runs.</summary>
/// <param name="Position">The line's place in the store, for <see cref="RunLogQuery.Before"/>.</param>
/// <param name="ExecutionId">The run.</param>
/// <param name="Bot">The bot's name.</param>
/// <param name="Row">The line.</param>
public sealed record RunLogEntry(long Position, Guid ExecutionId, string Bot, RunLogRow Row);
