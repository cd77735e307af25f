using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>When a run that was given back is due again.</summary>
internal static class Redelivery
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After a gate was closed. A bot that is paused or whose circuit is open is not claimed again before it may run, so that
    /// its runs need not wait longer than somebody needs to open it.
    /// </summary>
    public static TimeSpan DelayOf(Refusal refusal) => refusal.Code switch
    {
        BotErrorCodes.RateLimited => Clamp(refusal.RetryAfter ?? Soon, TimeSpan.FromMilliseconds(1), Longest),
        BotErrorCodes.ConcurrencyLimited => Soon / 4,
        BotErrorCodes.Disabled => 5 * Soon,
        _ => Clamp(refusal.RetryAfter ?? Soon, Soon / 10, Soon),
    };

    /// <summary>After a failure that may pass: doubled with each redelivery, jittered by a fifth, not before the failing side asked for.</summary>
    public static TimeSpan DelayOf(int redeliveries, BotFailure? failure, BotQueueOptions options)
        => DelayOf(redeliveries, failure?.RetryAfter, options, Random.Shared.NextDouble());

    internal static TimeSpan DelayOf(int redeliveries, TimeSpan? retryAfter, BotQueueOptions options, double random)
    {
        var doubled = options.RedeliveryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(redeliveries, 40)) * (0.8 + (0.4 * random));
        var delay = TimeSpan.FromMilliseconds(Math.Min(doubled, options.MaxRedeliveryDelay.TotalMilliseconds));
        return Clamp(retryAfter > delay ? retryAfter.Value : delay, TimeSpan.FromMilliseconds(1), options.MaxRedeliveryDelay);
    }

    private static TimeSpan Clamp(TimeSpan delay, TimeSpan least, TimeSpan most) => delay < least ? least : delay > most ? most : delay;
}
