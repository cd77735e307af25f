namespace BotKit.Health;

/// <summary>How well something is.</summary>
public enum BotHealthStatus
{
    /// <summary>As it should be.</summary>
    Healthy,

    /// <summary>Something needs attention, but work goes on.</summary>
    Degraded,

    /// <summary>The host cannot do its work.</summary>
    Critical,
}
