using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The guard rails of one bot; times in milliseconds, <see langword="null"/> for no limit.</summary>
internal sealed record BotLimitsBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? TotalTimeout,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? AttemptTimeout,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? MaxConcurrency,
    int MaxRetries,
    BotLimitsBody.RateBody? RateLimit,
    BotLimitsBody.CircuitBody? Circuit,
    double IdempotencyKeyLifetime)
{
    public static BotLimitsBody Of(BotOptions options)
        => new(
            Milliseconds.Of(options.TotalTimeout),
            Milliseconds.Of(options.AttemptTimeout),
            options.MaxConcurrency,
            options.Repeatable ? options.Retry.MaxRetries : 0,
            options.RateLimit.Kind == BotRateLimitKind.None
                ? null
                : new(options.RateLimit.Kind, options.RateLimit.Permits, Milliseconds.Of(options.RateLimit.Window)),
            options.Circuit.Enabled ? new(options.Circuit.FailureThreshold, Milliseconds.Of(options.Circuit.OpenDuration)) : null,
            Milliseconds.Of(options.IdempotencyKeyLifetime));

    internal sealed record RateBody(BotRateLimitKind Kind, int Permits, double Window);

    internal sealed record CircuitBody(int FailureThreshold, double OpenDuration);
}
