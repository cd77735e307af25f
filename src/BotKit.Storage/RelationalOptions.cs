using System.ComponentModel.DataAnnotations;

namespace BotKit.Storage;

/// <summary>What the relational stores have in common.</summary>
public abstract class RelationalOptions
{
    /// <summary>
    /// Rows that may wait for the store, 1,000 to 1,000,000: while it is away or cannot keep up, more runs are refused (503).
    /// Default 20,000.
    /// </summary>
    [Range(1_000, 1_000_000)]
    public int MaxWaiting { get; set; } = 20_000;

    /// <summary>
    /// Rows that are stored in the background (runs without a key, log lines, refusals) and may wait, 100 to 1,000,000. What does
    /// not fit is lost, counted and logged at Error; a killed process loses as many. Default 10,000.
    /// </summary>
    [Range(100, 1_000_000)]
    public int MaxWrittenBehind { get; set; } = 10_000;
}
