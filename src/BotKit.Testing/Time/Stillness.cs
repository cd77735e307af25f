namespace BotKit.Testing;

/// <summary>The moment in which nothing goes on any more but waiting, as far as it can be seen from outside.</summary>
internal sealed class Stillness(BotTestClock clock, RunFlow flow)
{
    private const int StillRounds = 3;
    private const int Glances = 200;

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Crowd = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // How many of the pool's threads others occupy for long, such as a test runner's watch: always busy, and never ours.
    private int _occupied;

    /// <summary>
    /// Lets continuations run until no thread executes a run's code, nothing waits for a thread, and no timer changes. If it
    /// shall be thorough and other tests keep the thread pool busy, this must last a little.
    /// </summary>
    public Task ReachAsync(bool isThorough = false)
    {
        using var unflowed = ExecutionContext.SuppressFlow();
        return Task.Run(() => WaitAsync(isThorough));
    }

    private async Task WaitAsync(bool isThorough)
    {
        var watch = new RoundWatch();
        var least = int.MaxValue;
        for (var still = 0; watch.Total < Limit;)
        {
            // To the end of the pool's queue: what was queued before runs before.
            var changes = clock.Changes;
            await Task.Yield();
            watch.Next();
            if (clock.Changes != changes || !flow.IsIdle)
            {
                still = 0;
                watch.Restart();
                least = int.MaxValue;
            }
            else if (ThreadPool.PendingWorkItemCount > 0 && watch.Quiet < Crowd)
            {
                // It may be ours. What is still pending after a while is others': two tests that look for stillness at the
                // same time would otherwise keep each other from it.
                still = 0;
            }
            else if (++still >= StillRounds)
            {
                if (!isThorough || Settles(changes, ref least))
                {
                    return;
                }

                if (watch.Quiet >= Quiet)
                {
                    _occupied = least;
                    return;
                }
            }
        }
    }

    /// <summary>
    /// Whether the thread pool soon executes nothing but this. Each yield wakes another of its threads, which finds nothing to do, so
    /// there are none meanwhile; the processor is offered to threads that were interrupted.
    /// </summary>
    private bool Settles(long changes, ref int least)
    {
        for (var glance = 0; glance < Glances; glance++)
        {
            // Without the one that executes this.
            var others = BusyThreads() - 1;
            least = Math.Min(least, others);
            if (others <= _occupied)
            {
                _occupied = others;
                return ThreadPool.PendingWorkItemCount == 0 && flow.IsIdle && clock.Changes == changes;
            }

            Thread.Yield();
        }

        return false;
    }

    private static int BusyThreads()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return all - available;
    }

    /// <summary>
    /// Times rounds. One that takes long, since the machine has no time for this process, counts as a short one: what is
    /// waited for has not had more time either.
    /// </summary>
    private struct RoundWatch()
    {
        private long _last = TimeProvider.System.GetTimestamp();

        public TimeSpan Total { get; private set; }

        public TimeSpan Quiet { get; private set; }

        public void Next()
        {
            var now = TimeProvider.System.GetTimestamp();
            var round = TimeProvider.System.GetElapsedTime(_last, now);
            _last = now;
            var counted = round < LongestRound ? round : LongestRound;
            Total += counted;
            Quiet += counted;
        }

        public void Restart() => Quiet = TimeSpan.Zero;
    }
}
