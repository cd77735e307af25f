namespace BotKit.Gates;

/// <summary>A rate limit's settings as a value; what its kind does not use is left out, so that it makes no difference.</summary>
internal readonly record struct RateSettings(BotRateLimitKind Kind, int Permits, TimeSpan Window, int Segments)
{
    public static RateSettings From(BotRateLimitOptions options) => options.Kind switch
    {
        BotRateLimitKind.None => default,
        BotRateLimitKind.SlidingWindow => new(options.Kind, options.Permits, options.Window, options.Segments),
        _ => new(options.Kind, options.Permits, options.Window, Segments: 0),
    };
}
