using System.Globalization;

namespace BotKit.Chaos.Workflows;

/// <summary>What the checker found.</summary>
internal sealed class WorkflowVerdict
{
    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    public int Succeeded { get; set; }

    public int Failed { get; set; }

    public int Canceled { get; set; }

    /// <summary>Accepted, and not ended.</summary>
    public int Lost { get; set; }

    /// <summary>Effects of all steps.</summary>
    public int Steps { get; set; }

    /// <summary>Steps that were begun again because their process had ended before they were finished.</summary>
    public int Interrupted { get; set; }

    /// <summary>Steps that had finished and were done again.</summary>
    public int Repeated { get; set; }

    /// <summary>Waits during which a process ended.</summary>
    public int WaitsPastDeaths { get; set; }

    /// <summary>Milliseconds by which the step behind a Wait was late.</summary>
    public List<long> Late { get; } = [];

    public void Complain(int n, string what) => _violations.Add(string.Create(CultureInfo.InvariantCulture, $"workflow {n}: {what}"));

    public double Lateness(double quantile)
        => Late.Count == 0 ? 0 : Late.Order().ElementAt((int)Math.Ceiling(quantile * Late.Count) - 1) / 1_000.0;

    public override string ToString()
        => string.Create(
            CultureInfo.InvariantCulture,
            $"lost={Lost} repeated_finished_steps={Repeated} succeeded={Succeeded} failed={Failed} canceled={Canceled} steps={Steps} interrupted_steps={Interrupted} waits_past_deaths={WaitsPastDeaths} timers_late p50={Lateness(0.5):0.000}s p99={Lateness(0.99):0.000}s of {Late.Count} outside the kills");
}
