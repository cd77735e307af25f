using System.ComponentModel.DataAnnotations;

namespace BotKit.Files;

/// <summary>Where the folder of files is, how much it takes, and for how long.</summary>
public sealed class BotFileOptions
{
    /// <summary>
    /// The folder, made for its owner only when the first file is kept; no part of its path may be a symbolic link. A relative path
    /// starts at the working directory. Nodes that share it must see the same files. Default <c>files</c>.
    /// </summary>
    [StringLength(4_096, MinimumLength = 1)]
    public string Folder { get; set; } = "files";

    /// <summary>Bytes of one file at most, 1 to 1 TiB. Default 1,073,741,824 (1 GiB).</summary>
    [Range(1d, 1_099_511_627_776d)]
    public long MaxFileBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of all files at most, 1 to 1 PiB; beyond it new files are refused. Default 21,474,836,480 (20 GiB).</summary>
    [Range(1d, 1_125_899_906_842_624d)]
    public long MaxTotalBytes { get; set; } = 20L << 30;

    /// <summary>Files at most, 1 to 100,000; beyond it new ones are refused. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxFiles { get; set; } = 10_000;

    /// <summary>Bytes that stay free on the folder's disk, 0 to 1 PiB; a file that would leave less is refused. Default 268,435,456 (256 MiB).</summary>
    [Range(0d, 1_125_899_906_842_624d)]
    public long MinFreeBytes { get; set; } = 256L << 20;

    /// <summary>How long a file is kept that does not say when it expires, 1 minute to 10 years. Default 30 days.</summary>
    [Duration("00:01:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
