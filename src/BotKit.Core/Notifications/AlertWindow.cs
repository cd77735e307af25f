namespace BotKit.Notifications;

/// <summary>The alert of one bot and code while its window is open. Guarded by the lock of <see cref="AlertWindows"/>.</summary>
internal sealed class AlertWindow(BotAlert alert, long openedAt)
{
    public BotAlert Alert { get; private set; } = alert;

    /// <summary>By the monotonic clock, so that a clock that is set back cannot silence alerts.</summary>
    public long OpenedAt { get; } = openedAt;

    public long LastAt { get; private set; } = openedAt;

    /// <summary>How often it was repeated since that was last taken.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether what it said is over.</summary>
    public bool IsEnded { get; set; }

    public void Repeat(DateTimeOffset now, long timestamp)
    {
        Alert = Alert with { LastAt = now, Count = Alert.Count + 1 };
        LastAt = timestamp;
        IsEnded = false;
        Repeated++;
    }

    public BotAlert TakeRepeated()
    {
        var repeated = Alert with { Id = Guid.CreateVersion7(Alert.LastAt), FirstAt = Alert.LastAt, Count = Repeated, SuppressedBefore = 0 };
        Repeated = 0;
        return repeated;
    }

    public void Adopt(Guid id) => Alert = Alert with { Id = id };
}
