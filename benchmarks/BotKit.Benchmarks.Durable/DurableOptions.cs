using System.Globalization;

namespace BotKit.Benchmarks.Durable;

/// <summary>How much to measure.</summary>
/// <param name="Rounds">Rounds, of which the medians are printed.</param>
/// <param name="IsSmoke">Whether the run only shows that everything works: its verdicts mean nothing.</param>
internal sealed record DurableOptions(int Rounds, bool IsSmoke)
{
    public const string Usage = "ratios [--smoke] [--rounds N]    N is 1 to 100, 5 by default";

    public static DurableOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new DurableOptions(5, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--smoke":
                    options = new(1, true);
                    break;
                case "--rounds" when i + 1 < arguments.Length
                    && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
                    && rounds is >= 1 and <= 100:
                    options = options with { Rounds = rounds };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>So many, or a fiftieth of it in a smoke run.</summary>
    public int Of(int count) => IsSmoke ? Math.Max(10, count / 50) : count;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
