namespace BotKit.Notifications;

/// <summary>The alert of one bot and code while its window is open. Guarded by the lock of <see cref="AlertWindows"/>.</summary>
internal sealed class AlertWindow(BotAlert alert, long openedAt)
{
    public BotAlert Alert { get; private set; } = alert;

    /// <summary>By the monotonic clock, so that a clock that is set back cannot silence alerts.</summary>
    public long OpenedAt { get; } = openedAt;

    public long LastAt { get; private set; } = openedAt;

    /// <summary>Whether it was counted since it was last saved.</summary>
    public bool IsDirty { get; set; }

    public void Repeat(DateTimeOffset now, long timestamp)
    {
        Alert = Alert with { LastAt = now, Count = Alert.Count + 1 };
        LastAt = timestamp;
    }
}
