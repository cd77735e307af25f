namespace BotKit.Health;

/// <summary>Says how the bots and what they need are doing.</summary>
public interface IBotHealth
{
    /// <summary>Asks every bot's own check and every contributor, each within its timeout; recent answers are reused.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<BotHealthReport> CheckAsync(CancellationToken cancellationToken = default);
}
