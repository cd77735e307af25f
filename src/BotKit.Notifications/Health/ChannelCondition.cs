namespace BotKit.Notifications.Health;

/// <summary>How one channel is lately: it failed since it last succeeded, or dropped something.</summary>
internal sealed class ChannelCondition(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private string? _failure;
    private long _failedAt;
    private long? _droppedAt;

    /// <summary>Why it failed, as long as that is recent and it has not succeeded since.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure is not null && clock.GetElapsedTime(_failedAt) < ChannelConditions.Memory ? _failure : null;
            }
        }
    }

    public bool HasDropped
    {
        get
        {
            lock (_gate)
            {
                return _droppedAt is { } dropped && clock.GetElapsedTime(dropped) < ChannelConditions.Memory;
            }
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            _failure = null;
        }
    }

    public void Failed(string reason)
    {
        lock (_gate)
        {
            _failure = reason;
            _failedAt = clock.GetTimestamp();
        }
    }

    public void Dropped()
    {
        lock (_gate)
        {
            _droppedAt = clock.GetTimestamp();
        }
    }
}
