using System.Diagnostics;

namespace BotKit.Benchmarks.Ratios;

/// <summary>
/// Times contestants against each other: in one process, after tier-up, in slices of about a millisecond by turns, so that
/// whatever disturbs the machine disturbs all of them.
/// </summary>
internal sealed class Race
{
    private readonly Dictionary<string, double[]> _quartiles = [];
    private readonly Dictionary<string, double[]> _means = [];

    private Race()
    {
    }

    public static Race Run(RatioOptions options, IReadOnlyList<Contestant> contestants)
    {
        var counts = WarmUp(options.WarmUp, contestants);
        var race = new Race();
        foreach (var contestant in contestants)
        {
            race._quartiles[contestant.Name] = new double[options.Rounds];
            race._means[contestant.Name] = new double[options.Rounds];
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            race.RunRound(round, options.Slices, contestants, counts);
        }

        return race;
    }

    /// <summary>Nanoseconds per call: of each round the lower quartile of the slices, which leaves out those that something disturbed, or a collection.</summary>
    public double Time(string contestant) => Median(_quartiles[contestant]);

    /// <summary>The median of the rounds' ratios.</summary>
    public double Ratio(string contestant, string to) => Ratio(_quartiles, contestant, to);

    /// <summary>The same of the rounds' means: with collections, and with whatever else happened.</summary>
    public double MeanRatio(string contestant, string to) => Ratio(_means, contestant, to);

    public static double Median(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double LowerQuartile(double[] values)
    {
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 4];
    }

    private static double Ratio(Dictionary<string, double[]> rounds, string contestant, string to)
        => Median([.. rounds[contestant].Zip(rounds[to], static (value, other) => value / other)]);

    /// <summary>Runs everything until the time is up and nobody gets faster any more.</summary>
    /// <returns>How often each contestant runs in a slice.</returns>
    private static int[] WarmUp(TimeSpan atLeast, IReadOnlyList<Contestant> contestants)
    {
        var counts = Enumerable.Repeat(1, contestants.Count).ToArray();
        var best = Enumerable.Repeat(double.MaxValue, contestants.Count).ToArray();
        var started = Stopwatch.GetTimestamp();
        var lastGain = started;
        while (Stopwatch.GetElapsedTime(started) < atLeast || Stopwatch.GetElapsedTime(lastGain) < atLeast / 2)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                var time = Slice(contestants[i], counts[i]);
                if (time < best[i] * 0.98)
                {
                    lastGain = Stopwatch.GetTimestamp();
                }

                best[i] = Math.Min(best[i], time);
                counts[i] = (int)Math.Clamp(1_000_000 / best[i], 1, 1_000_000);
            }
        }

        return counts;
    }

    private static double Slice(Contestant contestant, int count)
    {
        var start = Stopwatch.GetTimestamp();
        contestant.Run(count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    private void RunRound(int round, int slices, IReadOnlyList<Contestant> contestants, int[] counts)
    {
        var times = contestants.Select(_ => new double[slices]).ToArray();
        for (var slice = 0; slice < slices; slice++)
        {
            // Everybody has every neighbour: who runs after the heaviest allocator must not always be the same.
            for (var i = 0; i < contestants.Count; i++)
            {
                var who = (i + slice) % contestants.Count;
                who = slice % 2 == 0 ? who : contestants.Count - 1 - who;
                times[who][slice] = Slice(contestants[who], counts[who]);
            }
        }

        for (var i = 0; i < contestants.Count; i++)
        {
            _quartiles[contestants[i].Name][round] = LowerQuartile(times[i]);
            _means[contestants[i].Name][round] = times[i].Average();
        }
    }
}
