namespace BotKit.Health;

/// <summary>What a contributor says.</summary>
/// <param name="Status">How well it is.</param>
/// <param name="Reason">Why it is not healthy, as a sentence that is safe to show; <see langword="null"/> when it is.</param>
public sealed record BotHealthContribution(BotHealthStatus Status, string? Reason = null)
{
    /// <summary>All is well.</summary>
    public static BotHealthContribution Healthy { get; } = new(BotHealthStatus.Healthy);
}
