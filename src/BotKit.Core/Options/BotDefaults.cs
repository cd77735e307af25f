namespace BotKit;

/// <summary>The defaults of every option, in one place.</summary>
public static class BotDefaults
{
    /// <summary>Retries after the first attempt: 2.</summary>
    public const int MaxRetries = 2;

    /// <summary>Failures in a row that open a circuit: 5.</summary>
    public const int FailureThreshold = 5;

    /// <summary>How deep child runs may nest: 16.</summary>
    public const int MaxDepth = 16;

    /// <summary>The longest idempotency key: 200 characters.</summary>
    public const int MaxIdempotencyKeyLength = 200;

    /// <summary>The priority of a queued run: 5.</summary>
    public const int Priority = 5;

    /// <summary>Runs of a bot that may wait: 100,000.</summary>
    public const int MaxQueued = 100_000;

    /// <summary>How often a run is put back after its attempts failed for a transient reason: 3.</summary>
    public const int MaxRedeliveries = 3;

    /// <summary>How often a run may be lost with its process: 3.</summary>
    public const int MaxLost = 3;

    /// <summary>How many missed instants of a schedule are made up for: 100.</summary>
    public const int CatchUpLimit = 100;

    /// <summary>How late a due instant of a schedule may be fired without counting as missed: 1 minute.</summary>
    public static readonly TimeSpan MissedAfter = TimeSpan.FromMinutes(1);

    /// <summary>How long after its latest due instant a success of a schedule must have been recorded: 1 hour.</summary>
    public static readonly TimeSpan SuccessWithin = TimeSpan.FromHours(1);

    /// <summary>The delay before the first redelivery: 15 seconds.</summary>
    public static readonly TimeSpan RedeliveryDelay = TimeSpan.FromSeconds(15);

    /// <summary>The longest delay before a redelivery: 15 minutes.</summary>
    public static readonly TimeSpan MaxRedeliveryDelay = TimeSpan.FromMinutes(15);

    /// <summary>How far ahead a run may be due: 3,650 days (10 years).</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(3650);

    /// <summary>How long a whole run may take: 5 minutes.</summary>
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long after its timeout or cancellation a caller waits for a bot that does not stop: 5 seconds.</summary>
    public static readonly TimeSpan TimeoutGrace = TimeSpan.FromSeconds(5);

    /// <summary>The mean delay before the first retry: 200 milliseconds.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay before a retry: 30 seconds.</summary>
    public static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long a circuit stays open before a probe: 60 seconds.</summary>
    public static readonly TimeSpan OpenDuration = TimeSpan.FromSeconds(60);

    /// <summary>How long a critical error pauses its bot: 5 minutes.</summary>
    public static readonly TimeSpan CriticalPause = TimeSpan.FromMinutes(5);

    /// <summary>How long an idempotency key is remembered: 24 hours.</summary>
    public static readonly TimeSpan IdempotencyKeyLifetime = TimeSpan.FromHours(24);

    /// <summary>How long a health check may take: 5 seconds.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long the result of a health check is reused: 10 seconds.</summary>
    public static readonly TimeSpan CheckCache = TimeSpan.FromSeconds(10);

    /// <summary>Alerts of one bot and code are sent at most once in this time: 15 minutes.</summary>
    public static readonly TimeSpan AlertWindow = TimeSpan.FromMinutes(15);
}
