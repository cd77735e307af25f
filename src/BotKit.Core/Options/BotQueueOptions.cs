using System.ComponentModel.DataAnnotations;

namespace BotKit;

/// <summary>How runs of a bot are queued and handed out.</summary>
public sealed class BotQueueOptions
{
    /// <summary>Runs that may wait, 1 to 100,000,000; above it new ones are refused with 429. Default 100,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxQueued { get; set; } = BotDefaults.MaxQueued;

    /// <summary>Queued runs of this bot in progress on this node at most, from 1; <see langword="null"/> for as many as the node's workers. Default none.</summary>
    [Range(1, 1_000_000)]
    public int? Workers { get; set; }

    /// <summary>Queued runs of this bot in progress on all nodes together at most, from 1; <see langword="null"/> for no limit. Default none.</summary>
    [Range(1, 1_000_000)]
    public int? MaxRunning { get; set; }

    /// <summary>How often a run is put back after its attempts failed for a transient reason, 0 to 1,000. Default 3.</summary>
    [Range(0, 1_000)]
    public int MaxRedeliveries { get; set; } = BotDefaults.MaxRedeliveries;

    /// <summary>The delay before the first redelivery; it doubles with each, up to 1 day. Default 15 s.</summary>
    [Duration("00:00:00.001", "1.00:00:00")]
    public TimeSpan RedeliveryDelay { get; set; } = BotDefaults.RedeliveryDelay;

    /// <summary>The longest delay before a redelivery, up to 7 days. Default 15 min.</summary>
    [Duration("00:00:00.001", "7.00:00:00")]
    public TimeSpan MaxRedeliveryDelay { get; set; } = BotDefaults.MaxRedeliveryDelay;

    /// <summary>How often a run may be lost with its process before it ends <see cref="BotStatus.Dead"/>, 1 to 100. Default 3. A bot that is not repeatable: 1.</summary>
    [Range(1, 100)]
    public int MaxLost { get; set; } = BotDefaults.MaxLost;

    /// <summary>
    /// Whether direct runs are committed before the bot starts and again before the caller gets the envelope. Runs with an
    /// idempotency key always are. Default <see langword="false"/>: they are recorded in the background.
    /// </summary>
    public bool DurableDirectRuns { get; set; }

    /// <summary>
    /// Whether members of an input that are marked <see cref="SensitiveAttribute"/> stay in the ledger when the run has ended.
    /// Without them it can be replayed with another input only. Default <see langword="true"/>.
    /// </summary>
    public bool KeepSensitiveInput { get; set; } = true;
}
