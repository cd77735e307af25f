using System.ComponentModel.DataAnnotations;

namespace BotKit.AspNetCore;

/// <summary>Who may use the admin API, and how much of it. A policy is the name of an ordinary ASP.NET Core authorization policy.</summary>
/// <remarks>
/// A policy set here holds in addition to what <c>RequireAuthorization</c> asks of the whole API. A name that nobody knows keeps the
/// host from starting (<see cref="InvalidOperationException"/>). Numbers are checked when the API is mapped.
/// </remarks>
public sealed class BotKitApiOptions
{
    /// <summary>
    /// The policy of every GET and HEAD: bots, runs, schedules, files, logs, metrics, health, alerts, audit, events, the OpenAPI document;
    /// and of asking what a cron expression means. Default <see langword="null"/>: none of its own.
    /// </summary>
    public string? ViewPolicy { get; set; }

    /// <summary>
    /// The policy of running, queueing, replaying and canceling, of pausing and resuming bots and schedules, of circuits, of
    /// backfills, of acknowledging alerts and of deleting files. Default <see langword="null"/>: none of its own.
    /// </summary>
    public string? OperatePolicy { get; set; }

    /// <summary>
    /// The policy of reading the audit, of erasing runs and of making, changing and deleting schedules. Default <see langword="null"/>:
    /// then <see cref="ViewPolicy"/> holds for the audit, and <see cref="OperatePolicy"/> for the rest.
    /// </summary>
    public string? AdminPolicy { get; set; }

    /// <summary>The policy of sending files (PUT <c>/files</c>). Default <see langword="null"/>: then <see cref="OperatePolicy"/> holds.</summary>
    public string? UploadPolicy { get; set; }

    /// <summary>
    /// The policy of reading members marked <see cref="SensitiveAttribute"/> in the clear (<c>?reveal=true</c>).
    /// It is asked in addition to <see cref="ViewPolicy"/>. Default <see langword="null"/>: nobody may.
    /// </summary>
    public string? RevealPolicy { get; set; }

    /// <summary>
    /// The longest request body in bytes, but that of a file, 1 to 67,108,864 (64 MiB); a longer one is refused with 413. Default 262,144
    /// (256 KiB).
    /// </summary>
    [Range(1, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 256 << 10;

    /// <summary>
    /// The largest file in bytes that may be sent, 1 to 1 TiB; a larger one is refused with 413. It is passed on to the store as it comes,
    /// whose own limits (<see cref="Files.BotFileOptions"/>) hold as well. Default 1,073,741,824 (1 GiB).
    /// </summary>
    [Range(1d, 1_099_511_627_776d)]
    public long MaxFileBytes { get; set; } = 1L << 30;

    /// <summary>
    /// Calls per minute that one caller may make for each bot, and again as many for everything else, 1 to 1,000,000. The allowance
    /// refills evenly; beyond it calls are refused with 429. Counted per process. Default 600.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>
    /// Pairs of caller and bot whose calls are counted one by one, 1 to 1,000,000; about 200 bytes each. While all are in use,
    /// callers beyond them share one allowance. Default 10,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxCallers { get; set; } = 10_000;

    /// <summary>
    /// Streams of events that may be open at a time, 1 to 10,000; about 150 KB each at worst. Beyond them callers are refused with 503.
    /// One caller has at most 10 (429). Default 100.
    /// </summary>
    [Range(1, 10_000)]
    public int MaxListeners { get; set; } = 100;
}
