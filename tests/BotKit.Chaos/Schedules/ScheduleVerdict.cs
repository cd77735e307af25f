namespace BotKit.Chaos.Schedules;

/// <summary>What the checker found.</summary>
internal sealed record ScheduleVerdict(IReadOnlyList<string> Violations, IReadOnlyList<long> Late)
{
    public int Instants { get; init; }

    public int Ran { get; init; }

    public int Missed { get; init; }

    /// <summary>Starts beyond the first of a run.</summary>
    public int Again { get; init; }

    /// <summary>Starts whose lateness counts.</summary>
    public int Starts => Late.Count;

    public TimeSpan Lateness(double quantile)
        => Late.Count == 0 ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(Late.Order().ElementAt((int)Math.Ceiling(quantile * Late.Count) - 1));
}
