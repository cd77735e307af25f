namespace BotKit.Health;

/// <summary>How one bot is.</summary>
/// <param name="Status">Its health.</param>
/// <param name="LastExecution">When its last run began; <see langword="null"/> when the ledger holds none.</param>
/// <param name="ResponseTime">How long its own check took.</param>
/// <param name="Error">Why it is not healthy, as a sentence that is safe to show; <see langword="null"/> when it is.</param>
public sealed record BotHealthEntry(BotHealthStatus Status, DateTimeOffset? LastExecution, TimeSpan ResponseTime, string? Error);
