namespace BotKit.Benchmarks.Ratios;

/// <summary>Counts allocated bytes exactly.</summary>
internal static class Allocations
{
    private const int Calls = 20_000;

    /// <summary>Bytes per call of work that stays on this thread.</summary>
    public static double Of(RatioOptions options, Contestant contestant)
    {
        var calls = options.IsSmoke ? Calls / 20 : Calls;
        contestant.Run(calls);
        var rounds = new double[options.Rounds];
        for (var round = 0; round < rounds.Length; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            contestant.Run(calls);
            rounds[round] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)calls;
        }

        return Race.Median(rounds);
    }

    /// <summary>Bytes per call of work that goes on elsewhere: counted over all threads.</summary>
    public static async Task<double> OfAsync<TResult>(RatioOptions options, Func<ValueTask<TResult>> call)
    {
        var calls = options.IsSmoke ? Calls / 20 : Calls;
        await RunAsync(call, calls).ConfigureAwait(false);
        var rounds = new double[options.Rounds];
        for (var round = 0; round < rounds.Length; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await RunAsync(call, calls).ConfigureAwait(false);
            rounds[round] = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls;
        }

        return Race.Median(rounds);
    }

    private static async Task RunAsync<TResult>(Func<ValueTask<TResult>> call, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await call().ConfigureAwait(false);
        }
    }
}
