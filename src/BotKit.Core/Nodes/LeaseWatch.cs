namespace BotKit.Nodes;

/// <summary>
/// Ends an incarnation whose last renewal was too long ago, on a thread of its own: the thread that renews may hang in the
/// store, and the thread pool may be starved.
/// </summary>
internal sealed class LeaseWatch(TimeProvider clock, Func<NodeIncarnation?> current, Action<NodeIncarnation> expired) : IDisposable
{
    // A machine that slept is noticed this late at most, since waits do not count its sleep.
    private static readonly TimeSpan LongestGlance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestGlance = TimeSpan.FromMilliseconds(5);

    private readonly ThreadPause _pause = new(clock);
    private volatile bool _stopped;

    public void Run()
    {
        while (!_stopped)
        {
            var remaining = LongestGlance;
            if (current() is { IsLost: false } incarnation)
            {
                if (incarnation.IsOver)
                {
                    expired(incarnation);
                }

                remaining = incarnation.Remaining;
            }

            _pause.Wait(remaining > LongestGlance || remaining == TimeSpan.Zero ? LongestGlance : remaining + ShortestGlance);
        }
    }

    public void Stop()
    {
        _stopped = true;
        _pause.Wake();
    }

    public void Dispose() => _pause.Dispose();
}
