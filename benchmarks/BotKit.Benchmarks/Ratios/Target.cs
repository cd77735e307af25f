using System.Globalization;

namespace BotKit.Benchmarks.Ratios;

/// <summary>What a figure must reach.</summary>
internal sealed class Target
{
    private readonly string _text;
    private readonly Func<double, bool> _isMet;

    private Target(string relation, double limit, Func<double, bool> isMet)
    {
        _text = relation + " " + limit.ToString("0.00##", CultureInfo.InvariantCulture);
        _isMet = isMet;
    }

    public static Target AtMost(double limit) => new("<=", limit, value => value <= limit);

    public static Target Below(double limit) => new("<", limit, value => value < limit);

    public static Target AtLeast(double limit) => new(">=", limit, value => value >= limit);

    public bool IsMetBy(double value) => _isMet(value);

    public override string ToString() => _text;
}
