namespace BotKit.Gates;

/// <summary>Whether a bot is paused. A pause that has passed ends by itself.</summary>
internal sealed class PauseSwitch(TimeProvider clock)
{
    private volatile BotPause? _pause;

    public BotPause? Current
    {
        get
        {
            var pause = _pause;
            return pause is null || pause.Until <= clock.GetUtcNow() ? null : pause;
        }
    }

    public void Set(BotPause? pause) => _pause = pause;

    public bool Refuses(out TimeSpan? retryAfter)
    {
        retryAfter = null;
        var pause = _pause;
        if (pause is null)
        {
            return false;
        }

        if (pause.Until is { } until)
        {
            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                Interlocked.CompareExchange(ref _pause, null, pause);
                return false;
            }

            retryAfter = left;
        }

        return true;
    }
}
