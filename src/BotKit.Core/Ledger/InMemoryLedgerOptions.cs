using System.ComponentModel.DataAnnotations;

namespace BotKit.Ledger;

/// <summary>
/// How much the in-memory ledger holds. Beyond it the oldest rows make room for new ones; idempotency keys and runs that have
/// not ended never do: while they are full, new ones are refused with <see cref="BotErrorCodes.StoreFull"/>.
/// </summary>
public sealed class InMemoryLedgerOptions
{
    /// <summary>Runs that have ended, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRuns { get; set; } = 10_000;

    /// <summary>
    /// Bytes of these runs with their inputs and results, 64 KiB to 1 TiB; the newest run is kept even when it alone is larger.
    /// Default 64 MiB. Rows hold references, so this is an estimate: texts, byte arrays and JSON elements are counted as they
    /// are; of other types the first rows of each bot and then one in 256 are written as JSON and counted twice over (objects
    /// are larger than their JSON), and the largest of the last four such samples is assumed for the rows between.
    /// A type that no JSON resolver knows is taken for 1 KiB.
    /// </summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxRunBytes { get; set; } = 64L << 20;

    /// <summary>Runs that have not ended: that wait, or that nodes hold, 1 to 10,000,000. They are never dropped; new ones are refused. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxHeldRuns { get; set; } = 100_000;

    /// <summary>Bytes of the inputs and checkpoints of these runs, 64 KiB to 1 TiB. Default 256 MiB.</summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxHeldBytes { get; set; } = 256L << 20;

    /// <summary>Occurrences of schedules, 1 to 10,000,000; of one schedule 1,000. Those that wait for a run are never dropped. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxOccurrences { get; set; } = 100_000;

    /// <summary>Entries of the audit, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxAuditEntries { get; set; } = 10_000;

    /// <summary>Bytes of what bots keep between runs, 64 KiB to 1 TiB. Default 64 MiB.</summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxDataBytes { get; set; } = 64L << 20;

    /// <summary>Refusals, one row for each bot, code and minute, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxRefusals { get; set; } = 10_000;

    /// <summary>Roll-ups, one for each bot and minute, 1 to 10,000,000; about 400 bytes each. Default 50,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxRollups { get; set; } = 50_000;

    /// <summary>How far back roll-ups reach, 1 minute to 400 days. Default 24 hours.</summary>
    [Duration("00:01:00", "400.00:00:00")]
    public TimeSpan RollupRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Runs whose log lines are kept, 1 to 1,000,000. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxLoggedRuns { get; set; } = 10_000;

    /// <summary>Bytes of these lines in memory, 64 KiB to 1 TiB. Default 32 MiB.</summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxLogBytes { get; set; } = 32L << 20;

    /// <summary>Idempotency keys, of runs in flight and remembered ones, 1 to 10,000,000. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxKeys { get; set; } = 100_000;

    /// <summary>Bytes of the envelopes remembered under idempotency keys, 64 KiB to 1 TiB. Default 64 MiB.</summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxKeyBytes { get; set; } = 64L << 20;
}
