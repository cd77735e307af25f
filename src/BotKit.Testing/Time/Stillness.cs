namespace BotKit.Testing;

/// <summary>The moment in which nothing goes on any more but waiting, as far as it can be seen from outside.</summary>
internal static class Stillness
{
    private const int StillRounds = 3;
    private const int Rounds = 32;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Lets continuations run until the thread pool is idle and the clock's timers do not change. It gives up after a few
    /// rounds, or if it shall be thorough after a few milliseconds, because other tests may keep the pool busy.
    /// </summary>
    public static async Task ReachAsync(BotTestClock clock, bool isThorough = false)
    {
        var start = TimeProvider.System.GetTimestamp();
        var still = 0;
        for (var round = 0; still < StillRounds && (round < Rounds || (isThorough && TimeProvider.System.GetElapsedTime(start) < Limit)); round++)
        {
            var changes = clock.Changes;
            await Task.Run(static () => { }).ConfigureAwait(false);
            still = IsPoolIdle() && clock.Changes == changes ? still + 1 : 0;
        }
    }

    private static bool IsPoolIdle()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        var own = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
        return ThreadPool.PendingWorkItemCount == 0 && all - available <= own;
    }
}
