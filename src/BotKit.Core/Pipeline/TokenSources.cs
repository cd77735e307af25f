using System.Collections.Concurrent;

namespace BotKit.Pipeline;

/// <summary>
/// Reuses token sources, whose timer is the dear part of a timeout. Only those on the system's clock can be reset; a source
/// whose token fired is never reused.
/// </summary>
internal static class TokenSources
{
    private const int Capacity = 256;

    private static readonly ConcurrentQueue<CancellationTokenSource> Idle = new();

    private static int _idle;

    [ThreadStatic]
    private static CancellationTokenSource? _nearest;

    /// <summary>A source that no timer fires.</summary>
    public static CancellationTokenSource Rent() => Rent(TimeProvider.System);

    public static CancellationTokenSource Rent(TimeProvider clock)
    {
        if (clock != TimeProvider.System)
        {
            return new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        }

        if (_nearest is { } nearest)
        {
            _nearest = null;
            return nearest;
        }

        if (Idle.TryDequeue(out var source))
        {
            Interlocked.Decrement(ref _idle);
            return source;
        }

        return new CancellationTokenSource();
    }

    public static void Return(CancellationTokenSource source) => Return(source, TimeProvider.System);

    public static void Return(CancellationTokenSource source, TimeProvider clock)
    {
        if (clock != TimeProvider.System || !source.TryReset())
        {
            source.Dispose();
            return;
        }

        if (_nearest is null)
        {
            _nearest = source;
        }
        else if (Interlocked.Increment(ref _idle) <= Capacity)
        {
            Idle.Enqueue(source);
        }
        else
        {
            Interlocked.Decrement(ref _idle);
            source.Dispose();
        }
    }
}
