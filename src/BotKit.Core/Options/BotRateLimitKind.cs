namespace BotKit;

/// <summary>How a rate limit counts.</summary>
public enum BotRateLimitKind
{
    /// <summary>No limit.</summary>
    None,

    /// <summary>So many permits in each window; the count starts anew with the next window.</summary>
    FixedWindow,

    /// <summary>Never more than so many permits in any span of one window. Counted in segments: a permit comes back up to one segment late.</summary>
    SlidingWindow,

    /// <summary>A bucket of so many tokens that refills evenly over one window.</summary>
    TokenBucket,
}
