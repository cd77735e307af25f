using System.ComponentModel.DataAnnotations;

namespace BotKit;

/// <summary>How many runs of a bot may start in a span of time, per node. A run beyond it is refused, never kept waiting.</summary>
public sealed class BotRateLimitOptions
{
    /// <summary>How the limit counts. Default <see cref="BotRateLimitKind.None"/>.</summary>
    public BotRateLimitKind Kind { get; set; }

    /// <summary>Permits per window, or the size of the token bucket, from 1. Default 100.</summary>
    [Range(1, 1_000_000_000)]
    public int Permits { get; set; } = 100;

    /// <summary>The window, or the time in which an empty bucket fills, 1 ms to 24 days. Default 1 second.</summary>
    [Duration("00:00:00.001", "24.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Segments of a sliding window, 1 to 1,000: more are more exact. Default 10.</summary>
    [Range(1, 1_000)]
    public int Segments { get; set; } = 10;
}
