using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotKit;

/// <summary>
/// The guard rails of one bot, under its name in configuration. A run passes them in this order, outermost first:
/// enabled, pause, circuit, rate limit, concurrency, validation, middleware, circuit outcome, total timeout, retries.
/// </summary>
/// <remarks>In configuration a duration is written <c>[d.]hh:mm:ss</c>, and null (an empty environment variable) means none.</remarks>
public sealed class BotOptions
{
    /// <summary>Whether the bot may run. Default <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What the bot does, in a sentence, for the API and the dashboard. Default: the one given at registration.</summary>
    [StringLength(500)]
    public string? Description { get; set; }

    /// <summary>
    /// Whether the bot's work may be repeated. If not, it is neither retried nor put back, and a queued run whose process is lost,
    /// or whose host stops before it ends, is <see cref="BotStatus.Dead"/> (<c>interrupted</c>). Default <see langword="true"/>.
    /// </summary>
    public bool Repeatable { get; set; } = true;

    /// <summary>How long a run may take with all its attempts, 1 ms to 24 days; <see langword="null"/> for no limit. Default 5 minutes.</summary>
    [Duration("00:00:00.001", "24.00:00:00")]
    public TimeSpan? TotalTimeout { get; set; } = BotDefaults.TotalTimeout;

    /// <summary>How long one attempt may take, 1 ms to 24 days; <see langword="null"/> for no limit. Default none.</summary>
    [Duration("00:00:00.001", "24.00:00:00")]
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>
    /// How long a caller still waits for a bot that does not stop after its timeout or cancellation, up to 1 hour. Then the
    /// caller is answered and the run counts as abandoned until its code ends. Default 5 seconds.
    /// </summary>
    [Duration("00:00:00", "01:00:00")]
    public TimeSpan TimeoutGrace { get; set; } = BotDefaults.TimeoutGrace;

    /// <summary>Runs of this bot in progress on this node at most, from 1; <see langword="null"/> for no limit. Default none.</summary>
    [Range(1, 1_000_000)]
    public int? MaxConcurrency { get; set; }

    /// <summary>How long a critical error pauses the bot, up to 24 days; zero does not pause it. Default 5 minutes.</summary>
    [Duration("00:00:00", "24.00:00:00")]
    public TimeSpan CriticalPause { get; set; } = BotDefaults.CriticalPause;

    /// <summary>How long an idempotency key is remembered after its run began, 1 s to 24 days. Default 24 hours.</summary>
    [Duration("00:00:01", "24.00:00:00")]
    public TimeSpan IdempotencyKeyLifetime { get; set; } = BotDefaults.IdempotencyKeyLifetime;

    /// <summary>Retries of transient failures.</summary>
    [Required]
    [ValidateObjectMembers]
    public BotRetryOptions Retry { get; set; } = new();

    /// <summary>The consecutive-failure circuit.</summary>
    [Required]
    [ValidateObjectMembers]
    public BotCircuitOptions Circuit { get; set; } = new();

    /// <summary>The rate limit.</summary>
    [Required]
    [ValidateObjectMembers]
    public BotRateLimitOptions RateLimit { get; set; } = new();

    /// <summary>The queue.</summary>
    [Required]
    [ValidateObjectMembers]
    public BotQueueOptions Queue { get; set; } = new();

    /// <summary>The health check.</summary>
    [Required]
    [ValidateObjectMembers]
    public BotHealthOptions Health { get; set; } = new();

    /// <summary>
    /// The bot's own settings, to be bound (strictly) by the bot. They do not change under it: a reload that changes them gives
    /// the bot new options. Default: empty.
    /// </summary>
    public IConfigurationSection? Settings { get; set; }
}
