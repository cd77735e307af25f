namespace BotKit.AspNetCore.Limits;

/// <summary>
/// One caller's calls, as the generic cell rate algorithm (ITU-T I.371) counts them: one instant, up to which the allowance is used.
/// Once that instant has passed, a forgotten allowance and a remembered one are the same.
/// </summary>
internal sealed class Allowance
{
    private long _usedUntil = long.MinValue;

    public bool IsUnused(long now) => Volatile.Read(ref _usedUntil) <= now;

    /// <summary>Takes one call out of the allowance.</summary>
    /// <param name="now">The time, in ticks of any unit.</param>
    /// <param name="interval">The ticks in which one call comes back.</param>
    /// <param name="burst">The calls that a full allowance holds.</param>
    /// <param name="wait">When refused, the ticks until a call is allowed.</param>
    public bool TryTake(long now, long interval, int burst, out long wait)
    {
        while (true)
        {
            var used = Volatile.Read(ref _usedUntil);
            var next = Math.Max(used, now) + interval;
            wait = next - now - (interval * burst);
            if (wait > 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _usedUntil, next, used) == used)
            {
                return true;
            }
        }
    }
}
