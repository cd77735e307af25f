using System.Globalization;

namespace BotKit.Benchmarks.Ratios;

/// <summary>One line of the output.</summary>
/// <param name="Suite">What is compared.</param>
/// <param name="Name">Which figure.</param>
/// <param name="Value">The median of all rounds.</param>
/// <param name="Unit">ns, ms, B, MiB, 1/s, ratio or count.</param>
/// <param name="Target">What it must reach; <see langword="null"/> when it is only reported.</param>
internal sealed record Figure(string Suite, string Name, double Value, string Unit, Target? Target = null)
{
    public bool IsShort => Target is { } target && !target.IsMetBy(Value);

    public override string ToString()
    {
        var format = Unit switch { "ratio" => "0.000", "B" or "MiB" => "0.0", "ms" => "0.00", _ => "0" };
        return string.Join(
            '\t',
            Suite,
            Name,
            Value.ToString(format, CultureInfo.InvariantCulture),
            Unit,
            Target?.ToString() ?? "-",
            Target is null ? "-" : IsShort ? "short" : "ok");
    }
}
