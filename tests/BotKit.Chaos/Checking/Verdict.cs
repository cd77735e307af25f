using System.Globalization;

namespace BotKit.Chaos.Checking;

/// <summary>What the checker found.</summary>
internal sealed class Verdict
{
    private const int Shown = 12;

    private readonly Dictionary<string, List<string>> _violations = [];

    public int Lost { get; set; }

    public int Phantom { get; set; }

    public int Doubled { get; set; }

    public int ExtraStarts { get; set; }

    public int InFlightAtKills { get; set; }

    public int InFlightAtExpiries { get; set; }

    public IReadOnlyList<long> Recoveries { get; set; } = [];

    public bool IsGood => _violations.Count == 0;

    public IReadOnlyCollection<string> Invariants => _violations.Keys;

    public void Violate(string invariant, string what)
    {
        if (!_violations.TryGetValue(invariant, out var list))
        {
            _violations[invariant] = list = [];
        }

        list.Add(what);
    }

    public TimeSpan Recovery(double share)
    {
        var sorted = Recoveries.Order().ToList();
        return sorted.Count == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)]);
    }

    public IEnumerable<string> Report()
        => _violations.OrderBy(each => each.Key, StringComparer.Ordinal).SelectMany(each => each.Value.Take(Shown)
            .Select(what => $"{each.Key}: {what}")
            .Concat(each.Value.Count > Shown ? [$"{each.Key}: and {each.Value.Count - Shown} more"] : []));

    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"lost={Lost} phantom={Phantom} doubled={Doubled} extra_starts={ExtraStarts} in_flight_at_kills={InFlightAtKills} recovery_p99={Recovery(0.99).TotalSeconds:0.00}s");
}
