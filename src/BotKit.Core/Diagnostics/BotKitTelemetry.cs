namespace BotKit.Diagnostics;

/// <summary>The names of everything BotKit measures and traces, to be named to a metrics or tracing library.</summary>
public static class BotKitTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "BotKit";

    /// <summary>Histogram, s: how long runs take.</summary>
    public const string RunDuration = "botkit.run.duration";

    /// <summary>Up-down counter: runs in progress.</summary>
    public const string RunActive = "botkit.run.active";

    /// <summary>Counter: calls of bots' code; more than runs where runs were retried.</summary>
    public const string RunAttempts = "botkit.run.attempts";

    /// <summary>Gauge: the circuit's position, a number of <see cref="CircuitPosition"/>.</summary>
    public const string CircuitState = "botkit.circuit.state";

    /// <summary>
    /// Counter: alerts sent, by bot; with BotKit.Notifications also by <see cref="ChannelTag"/> and <see cref="AlertOutcomeTag"/>, and those
    /// that could not be sent, too.
    /// </summary>
    public const string AlertSent = "botkit.alert.sent";

    /// <summary>Counter: alerts that a channel could not take, because too many waited or the host stopped.</summary>
    public const string AlertDropped = "botkit.alert.dropped";

    /// <summary>Counter: rows that the ledger could not take.</summary>
    public const string LedgerDropped = "botkit.ledger.dropped";

    /// <summary>Gauge: queued runs that have not ended, by bot and <see cref="StateTag"/>.</summary>
    public const string QueueDepth = "botkit.queue.depth";

    /// <summary>Histogram, s: how long queued runs waited after they were due.</summary>
    public const string QueueWait = "botkit.queue.wait";

    /// <summary>Histogram, s: how late runs of schedules started, against their due instant with its jitter.</summary>
    public const string ScheduleLag = "botkit.schedule.lag";

    /// <summary>Counter: due instants of schedules, by bot and <see cref="OutcomeTag"/>.</summary>
    public const string ScheduleInstants = "botkit.schedule.instants";

    /// <summary>
    /// Tag: what became of a due instant: <c>Ran</c>, <c>Waiting</c>, or why it was skipped, a name of <see cref="Schedules.BotSkipReason"/>.
    /// </summary>
    public const string OutcomeTag = "botkit.schedule.outcome";

    /// <summary>Tag: where a queued run stands: <c>Scheduled</c>, <c>Queued</c> or <c>Running</c>.</summary>
    public const string StateTag = "botkit.queue.state";

    /// <summary>Tag: the bot's name.</summary>
    public const string BotTag = "bot.name";

    /// <summary>Tag: the channel through which an alert is sent.</summary>
    public const string ChannelTag = "alert.channel";

    /// <summary>Tag: what became of an alert: <c>sent</c> or <c>failed</c>.</summary>
    public const string AlertOutcomeTag = "alert.outcome";

    /// <summary>Tag: the trigger, a name of <see cref="BotTrigger"/>.</summary>
    public const string TriggerTag = "bot.trigger";

    /// <summary>Tag: how the run ended, a name of <see cref="BotStatus"/>.</summary>
    public const string StatusTag = "bot.status";

    /// <summary>
    /// Tag: the error's code, the same on span and metric; absent on success. The first 100 codes of a bot are told apart; the
    /// others, and those above 100 characters, are <c>_OTHER</c>.
    /// </summary>
    public const string ErrorTag = "error.type";

    /// <summary>Tag, on spans only: the run's execution id, a <see cref="Guid"/>.</summary>
    public const string ExecutionTag = "bot.execution_id";
}
