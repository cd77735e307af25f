using System.ComponentModel.DataAnnotations;

namespace BotKit.Diagnostics;

/// <summary>What is kept of the lines that are logged during a run.</summary>
/// <remarks>
/// Lines are captured at the levels that the host has enabled for their category. Lines at Warning and above may use the last
/// tenth of a run's rows and bytes, so that a chatty run still shows how it failed. What does not fit is counted exactly.
/// </remarks>
public sealed class LogCaptureOptions
{
    /// <summary>Whether lines are captured at all. Default <see langword="true"/>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Lines of one run, 10 to 100,000. Default 1,000.</summary>
    [Range(10, 100_000)]
    public int MaxRows { get; set; } = 1_000;

    /// <summary>Bytes in memory of the lines of one run, 16 KiB to 64 MiB. Default 256 KiB.</summary>
    [Range(16_384, 67_108_864)]
    public int MaxBytes { get; set; } = 256 << 10;

    /// <summary>Bytes in memory of the lines of all runs in progress, 64 KiB to 1 TiB. Default 64 MiB.</summary>
    [Range(65_536d, 1_099_511_627_776d)]
    public long MaxTotalBytes { get; set; } = 64L << 20;
}
