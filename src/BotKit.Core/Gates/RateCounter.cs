namespace BotKit.Gates;

/// <summary>Counts the permits taken under one kind of rate limit. Its caller holds a lock and passes the clock's ticks.</summary>
internal abstract class RateCounter
{
    /// <summary>Takes a permit, or says at which tick one will be there if nobody else takes it.</summary>
    public abstract bool TryTake(long now, out long availableAt);

    /// <summary>How many permits could be taken now.</summary>
    public abstract int Left(long now);

    /// <summary>Changes the number of permits and keeps what was used.</summary>
    public abstract void Resize(int permits, long now);
}
