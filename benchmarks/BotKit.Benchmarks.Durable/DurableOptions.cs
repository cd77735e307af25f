using System.Globalization;

namespace BotKit.Benchmarks.Durable;

/// <summary>How much to measure.</summary>
/// <param name="Rounds">Rounds, of which the medians are printed.</param>
/// <param name="IsSmoke">Whether the run only shows that everything works: its verdicts mean nothing.</param>
/// <param name="Only">The only suite to run; <see langword="null"/> for all.</param>
internal sealed record DurableOptions(int Rounds, bool IsSmoke, string? Only = null)
{
    public const string Usage = "ratios [--smoke] [--rounds N] [--only sqlite|enqueue|drain|idle|claim|growth|schedules|burst]    N is 1 to 100, 5 by default";

    public static DurableOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new DurableOptions(5, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--smoke":
                    options = options with { Rounds = 1, IsSmoke = true };
                    break;
                case "--rounds" when i + 1 < arguments.Length
                    && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
                    && rounds is >= 1 and <= 100:
                    options = options with { Rounds = rounds };
                    break;
                case "--only" when i + 1 < arguments.Length && arguments[++i] is "sqlite" or "enqueue" or "drain" or "idle" or "claim" or "growth" or "schedules" or "burst":
                    options = options with { Only = arguments[i] };
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
