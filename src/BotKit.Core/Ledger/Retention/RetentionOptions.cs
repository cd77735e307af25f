using System.ComponentModel.DataAnnotations;

namespace BotKit.Ledger;

/// <summary>How long a durable store keeps what it holds. Rows of runs that have not ended are never deleted.</summary>
public sealed class RetentionOptions
{
    /// <summary>Runs, after they ended, 1 minute to 10 years. Default 30 days.</summary>
    [Duration("00:01:00", "3650.00:00:00")]
    public TimeSpan Runs { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Log lines, after they were logged, 1 minute to 10 years. Default 7 days.</summary>
    [Duration("00:01:00", "3650.00:00:00")]
    public TimeSpan Logs { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Roll-ups by minute, 1 hour to 10 years; then only those by hour remain. Default 7 days.</summary>
    [Duration("01:00:00", "3650.00:00:00")]
    public TimeSpan MinuteRollups { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Roll-ups by hour, 1 hour to 10 years. Default 400 days.</summary>
    [Duration("01:00:00", "3650.00:00:00")]
    public TimeSpan HourRollups { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// What became of the due instants of schedules, after it was written, 1 minute to 10 years; what waits for a run stays. Default 30 days.
    /// </summary>
    [Duration("00:01:00", "3650.00:00:00")]
    public TimeSpan Occurrences { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Alerts and refusals, 1 minute to 10 years. Default 30 days.</summary>
    [Duration("00:01:00", "3650.00:00:00")]
    public TimeSpan Alerts { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Who did what, 1 day to 100 years. Default 400 days.</summary>
    [Duration("1.00:00:00", "36500.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How often old rows are deleted, 1 second to 1 day. Default 1 minute.</summary>
    [Duration("00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows deleted in one transaction at most, 1 to 10,000. Default 500.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;
}
