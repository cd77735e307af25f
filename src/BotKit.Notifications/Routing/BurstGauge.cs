namespace BotKit.Notifications.Routing;

/// <summary>Counts the messages of one channel, so that a flood becomes a digest.</summary>
internal sealed class BurstGauge(int limit, TimeSpan window, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long? _openedAt;
    private DateTimeOffset _endsAt;
    private int _count;

    /// <summary>Counts one more message.</summary>
    /// <returns><see langword="null"/> when it may go now; otherwise when the digest goes that it belongs to.</returns>
    public DateTimeOffset? Add()
    {
        lock (_gate)
        {
            if (_openedAt is not { } opened || clock.GetElapsedTime(opened) >= window)
            {
                _openedAt = clock.GetTimestamp();
                _endsAt = clock.GetUtcNow() + window;
                _count = 0;
            }

            return ++_count <= limit ? null : _endsAt;
        }
    }
}
