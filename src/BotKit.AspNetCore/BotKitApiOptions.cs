using System.ComponentModel.DataAnnotations;

namespace BotKit.AspNetCore;

/// <summary>Who may use the admin API, and how much of it. A policy is the name of an ordinary ASP.NET Core authorization policy.</summary>
/// <remarks>A policy set here holds in addition to what <c>RequireAuthorization</c> asks of the whole API.</remarks>
public sealed class BotKitApiOptions
{
    /// <summary>The policy of every GET: bots, runs, logs, metrics, health, alerts, events. Default none of its own.</summary>
    public string? ViewPolicy { get; set; }

    /// <summary>The policy of running, replaying and canceling, of pausing and resuming bots and of their circuits. Default none of its own.</summary>
    public string? OperatePolicy { get; set; }

    /// <summary>
    /// The policy of reading the audit and of erasing runs. Default none of its own: then <see cref="ViewPolicy"/> holds for the
    /// audit, and <see cref="OperatePolicy"/> for erasing.
    /// </summary>
    public string? AdminPolicy { get; set; }

    /// <summary>
    /// The policy of reading members marked <see cref="SensitiveAttribute"/> in the clear (<c>?reveal=true</c>).
    /// Default none: nobody may.
    /// </summary>
    public string? RevealPolicy { get; set; }

    /// <summary>The longest request body in bytes, 1 to 64 MiB; a longer one is refused with 413. Default 256 KiB.</summary>
    [Range(1, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 256 << 10;

    /// <summary>
    /// Calls per minute that one caller may make for each bot, and again as many for everything else, 1 to 1,000,000. The allowance
    /// refills evenly; beyond it calls are refused with 429. Default 600.
    /// </summary>
    [Range(1, 1_000_000)]
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>
    /// Pairs of caller and bot whose calls are counted one by one, 1 to 1,000,000; about 200 bytes each. While all are in use,
    /// callers beyond them share one allowance. Default 10,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxCallers { get; set; } = 10_000;

    /// <summary>Callers that may listen to events at a time, 1 to 10,000; about 150 KB each at worst. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxListeners { get; set; } = 100;
}
