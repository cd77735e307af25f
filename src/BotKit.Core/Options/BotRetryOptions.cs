using System.ComponentModel.DataAnnotations;

namespace BotKit;

/// <summary>Retries of transient failures inside one run: exponential delays, with jitter.</summary>
public sealed class BotRetryOptions
{
    /// <summary>Retries after the first attempt, 0 to 100. Default 2.</summary>
    [Range(0, 100)]
    public int MaxRetries { get; set; } = BotDefaults.MaxRetries;

    /// <summary>The delay before the first retry; it doubles with each, up to 1 hour. Default 200 ms.</summary>
    [Duration("00:00:00", "01:00:00")]
    public TimeSpan Delay { get; set; } = BotDefaults.RetryDelay;

    /// <summary>The longest delay, also for a Retry-After that the failing side asks for, up to 1 day. Default 30 s.</summary>
    [Duration("00:00:00", "1.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = BotDefaults.MaxRetryDelay;

    /// <summary>Whether delays are spread at random (decorrelated jitter), so that many callers do not retry in step. Default <see langword="true"/>.</summary>
    public bool UseJitter { get; set; } = true;
}
