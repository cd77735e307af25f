using BotKit.Queue;

namespace BotKit.Scheduling.Work;

/// <summary>An idle node's sleep, announced to the store before its last look.</summary>
internal sealed class Sleep
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _end;
    private readonly Task _work;
    private readonly TimeSpan _atMost;

    private Sleep(CancellationTokenSource end, Task work, TimeSpan atMost)
    {
        _end = end;
        _work = work;
        _atMost = atMost;
    }

    public static Sleep Announce(IBotQueueStore store, Guid node, TimeSpan atMost, CancellationToken ending)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(ending);
        try
        {
            return new Sleep(end, store.WaitForWorkAsync(node, atMost, end.Token).AsTask(), atMost);
        }
#pragma warning disable CA1031 // It is thrown where it is waited for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Sleep(end, Task.FromException(exception), atMost);
        }
    }

    /// <summary>Sleeps until there may be work, something is due, or a slot is free.</summary>
    /// <exception cref="Exception">What the store threw instead of waiting.</exception>
    public async ValueTask UntilAsync(TimeSpan? nextDue, Task freed, TimeProvider clock)
    {
        if (nextDue < _atMost)
        {
            var due = Task.Delay(nextDue.Value > Shortest ? nextDue.Value : Shortest, clock, _end.Token);
            await Task.WhenAny(_work, freed, due).ConfigureAwait(false);
        }
        else
        {
            // The store wakes it long before; only a test's clock goes on until then at once.
            var due = nextDue is { } known ? ClockWait.UntilDueAsync(known, clock, _end.Token) : _work;
            await Task.WhenAny(_work, freed, due).ConfigureAwait(false);
        }

        if (_work.IsFaulted)
        {
            await _work.ConfigureAwait(false);
        }
    }

    public async ValueTask EndAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
