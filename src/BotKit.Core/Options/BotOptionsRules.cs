using System.Globalization;

namespace BotKit;

/// <summary>The rules between options. Each compares only what is set and in use.</summary>
internal static class BotOptionsRules
{
    private static readonly TimeSpan ShortestSegment = TimeSpan.FromMilliseconds(1);

    public static IEnumerable<OptionFailure> Check(BotOptions options)
    {
        if (options.AttemptTimeout > options.TotalTimeout)
        {
            yield return Longer("AttemptTimeout", options.AttemptTimeout.Value, "TotalTimeout", options.TotalTimeout.Value);
        }

        if (options.Retry is { MaxRetries: > 0 } retry && retry.Delay > retry.MaxDelay)
        {
            yield return Longer("Retry:Delay", retry.Delay, "Retry:MaxDelay", retry.MaxDelay);
        }

        if (options.RateLimit is { } unknown && !Enum.IsDefined(unknown.Kind))
        {
            yield return new("RateLimit:Kind", Text($"RateLimit:Kind ({unknown.Kind}) is no kind of rate limit."));
        }

        if (options.RateLimit is { Kind: BotRateLimitKind.SlidingWindow } limit && limit.Window < limit.Segments * ShortestSegment)
        {
            yield return new(
                "RateLimit:Window",
                Text($"RateLimit:Window ({limit.Window}) must be at least 1 ms for each of RateLimit:Segments ({limit.Segments})."),
                "RateLimit:Segments");
        }
    }

    private static OptionFailure Longer(string key, TimeSpan value, string otherKey, TimeSpan other)
        => new(key, Text($"{key} ({value}) must not be longer than {otherKey} ({other})."), otherKey);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
