using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace BotKit.Benchmarks.HandWritten;

/// <summary>BotKit's defaults, as a Polly pipeline: circuit breaker, total timeout of 5 minutes, two retries with exponential jitter.</summary>
internal static class PollyPipeline
{
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Create() => new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions { BreakDuration = BreakDuration })
        .AddTimeout(TotalTimeout)
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = Delay,
            MaxDelay = MaxDelay,
        })
        .Build();

    /// <summary>The same for one type of result, which Polly runs faster.</summary>
    public static ResiliencePipeline<TResult> Create<TResult>() => new ResiliencePipelineBuilder<TResult>()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<TResult> { BreakDuration = BreakDuration })
        .AddTimeout(TotalTimeout)
        .AddRetry(new RetryStrategyOptions<TResult>
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = Delay,
            MaxDelay = MaxDelay,
        })
        .Build();
}
