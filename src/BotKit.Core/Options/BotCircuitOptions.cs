using System.ComponentModel.DataAnnotations;

namespace BotKit;

/// <summary>The consecutive-failure circuit: it opens after so many failed runs in a row, then one probe decides.</summary>
public sealed class BotCircuitOptions
{
    /// <summary>Whether failures open the circuit. Isolating by hand works in either case. Default <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Failed runs in a row, in order of completion, that open it, 1 to 10,000. Default 5.</summary>
    [Range(1, 10_000)]
    public int FailureThreshold { get; set; } = BotDefaults.FailureThreshold;

    /// <summary>How long it refuses runs before a probe, 1 ms to 24 days. Default 60 seconds.</summary>
    [Duration("00:00:00.001", "24.00:00:00")]
    public TimeSpan OpenDuration { get; set; } = BotDefaults.OpenDuration;
}
