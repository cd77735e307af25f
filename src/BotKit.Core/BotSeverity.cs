namespace BotKit;

/// <summary>How serious a failure is. It decides alert, pause, circuit and log level.</summary>
public enum BotSeverity
{
    /// <summary>A data problem, such as a constraint violation or something not found: logged and counted, no alert, no effect on the circuit.</summary>
    Warning,

    /// <summary>Everything else, timeouts and dependencies that are down among them: logged, counts for the circuit.</summary>
    Standard,

    /// <summary>A resource that the host cannot do without is unreachable, or memory ran out: alerts at once and pauses the bot.</summary>
    Critical,
}
