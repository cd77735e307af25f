using System.ComponentModel.DataAnnotations;

namespace BotKit.Scheduling;

/// <summary>What this node does of the work that runs later.</summary>
public sealed class SchedulingOptions
{
    /// <summary>
    /// Whether this node takes runs from the queue. Without it, it still accepts them: for a laptop beside a shared store, or a
    /// fleet in which some nodes only accept. Default <see langword="true"/>.
    /// </summary>
    public bool RunQueue { get; set; } = true;

    /// <summary>Queued runs in progress on this node at most, 1 to 10,000. Default four times the number of cores, at least 16: bots mostly wait for others.</summary>
    [Range(1, 10_000)]
    public int Workers { get; set; } = Math.Max(16, 4 * Environment.ProcessorCount);

    /// <summary>Only bots of these names are taken from the queue, and only their schedules are fired. Default empty: all.</summary>
    public IList<string> Include { get; } = [];

    /// <summary>Bots of these names are not taken from the queue, nor are their schedules fired. Default none.</summary>
    public IList<string> Exclude { get; } = [];

    /// <summary>
    /// How long an idle node waits at most before it asks the store again, 10 ms to 1 min; it is woken earlier by the store
    /// where that can. Default 1 s.
    /// </summary>
    [Duration("00:00:00.010", "00:01:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long runs may go on when the host stops, up to 1 hour; then they are canceled and given back. Keep it some seconds
    /// below the host's own shutdown timeout (30 s by default), which ends it in any case. Default 25 s.
    /// </summary>
    [Duration("00:00:00", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Whether this node writes the schedules of code and configuration into the store and fires what is due. Without it, it still
    /// operates them. A node in memory that takes no runs from the queue fires none either. Default <see langword="true"/>.
    /// </summary>
    public bool RunSchedules { get; set; } = true;

    /// <summary>Whether this node deletes what the store has kept long enough. Default <see langword="true"/>.</summary>
    public bool RunMaintenance { get; set; } = true;
}
