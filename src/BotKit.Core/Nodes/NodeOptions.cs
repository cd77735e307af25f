using System.ComponentModel.DataAnnotations;

namespace BotKit.Nodes;

/// <summary>How this process appears in a durable store.</summary>
public sealed class NodeOptions
{
    /// <summary>The node's name, 1 to 100 characters. Default the machine's name.</summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>How long the node may hold runs without a renewal, 1 s to 5 min; at least three times <see cref="BeatEvery"/> and <see cref="SweepEvery"/>. After nine tenths of it the node itself cancels its runs. Default 9 s.</summary>
    [Duration("00:00:01", "00:05:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>How often it renews its lease, 100 ms to 1 min. Default 3 s.</summary>
    [Duration("00:00:00.100", "00:01:00")]
    public TimeSpan BeatEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often it looks for nodes that are lost, 100 ms to 1 min. Default 1 s.</summary>
    [Duration("00:00:00.100", "00:01:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(1);
}
