namespace BotKit.Ledger;

/// <summary>What one bot did in one minute.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Minute">The minute's start.</param>
/// <param name="Counts">Runs by status, indexed by <see cref="BotStatus"/>; refusals at the door count as <see cref="BotStatus.Rejected"/>.</param>
/// <param name="Latency">Durations of the runs that reached the bot.</param>
public sealed record RunRollup(string Bot, DateTimeOffset Minute, IReadOnlyList<long> Counts, LatencyHistogram Latency);
