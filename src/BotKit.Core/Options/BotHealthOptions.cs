namespace BotKit;

/// <summary>The bot's own health check.</summary>
public sealed class BotHealthOptions
{
    /// <summary>How long the check may take, 1 ms to 1 hour. Default 5 seconds.</summary>
    [Duration("00:00:00.001", "01:00:00")]
    public TimeSpan Timeout { get; set; } = BotDefaults.CheckTimeout;

    /// <summary>How long its result is reused, up to 1 hour. Default 10 seconds.</summary>
    [Duration("00:00:00", "01:00:00")]
    public TimeSpan CacheFor { get; set; } = BotDefaults.CheckCache;
}
