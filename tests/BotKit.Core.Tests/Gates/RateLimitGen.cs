using CsCheck;

namespace BotKit.Core.Tests.Gates;

/// <summary>Random rate limits and schedules of calls, small enough that limits are met all the time.</summary>
internal static class RateLimitGen
{
    public static readonly Gen<BotRateLimitOptions> Options =
        from kind in Gen.OneOf(BotRateLimitKind.FixedWindow, BotRateLimitKind.SlidingWindow, BotRateLimitKind.TokenBucket)
        from permits in Gen.Int[1, 12]
        from window in Gen.OneOf(Gen.Long[1, 60], Gen.Long[1, 5_000])
        from segments in Gen.Int[1, 8]
        select new BotRateLimitOptions { Kind = kind, Permits = permits, Window = TimeSpan.FromTicks(window), Segments = segments };

    /// <summary>The times between calls, in ticks: many calls at once, some pauses, a few long ones.</summary>
    public static readonly Gen<long[]> Pauses =
        Gen.Frequency((4, Gen.Const(0L)), (4, Gen.Long[1, 20]), (2, Gen.Long[1, 2_000]), (1, Gen.Long[1, 100_000])).Array[0, 200];
}
