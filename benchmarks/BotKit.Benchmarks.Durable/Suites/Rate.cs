using System.Diagnostics;

namespace BotKit.Benchmarks.Durable.Suites;

internal static class Rate
{
    /// <summary>How many a second.</summary>
    public static async Task<double> OfAsync(int count, Func<int, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work(count).ConfigureAwait(false);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
