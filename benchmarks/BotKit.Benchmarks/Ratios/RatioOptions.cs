using System.Globalization;

namespace BotKit.Benchmarks.Ratios;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds, of which the medians are printed.</param>
/// <param name="Slices">Slices of about a millisecond of each contestant in a round.</param>
/// <param name="WarmUp">How long the contestants of a suite run before the first round, at least.</param>
/// <param name="IsSmoke">Whether the run only shows that everything works: its verdicts mean nothing.</param>
internal sealed record RatioOptions(int Rounds, int Slices, TimeSpan WarmUp, bool IsSmoke)
{
    public const string Usage = "ratios [--smoke] [--rounds N]    N is 5 to 1000, 7 by default";

    private const int FewestRounds = 5;

    public static RatioOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var rounds = 7;
        var isSmoke = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--smoke":
                    isSmoke = true;
                    break;
                case "--rounds" when i + 1 < arguments.Length
                    && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out rounds)
                    && rounds is >= FewestRounds and <= 1000:
                    break;
                default:
                    return null;
            }
        }

        return isSmoke
            ? new(FewestRounds, 4, TimeSpan.FromMilliseconds(50), true)
            : new(rounds, 150, TimeSpan.FromSeconds(3), false);
    }
}
