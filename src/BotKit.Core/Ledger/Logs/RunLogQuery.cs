using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Ledger;

/// <summary>Which lines to list, newest first. A page ends where the next begins: pass the last line's position as <see cref="Before"/>.</summary>
public sealed class RunLogQuery
{
    /// <summary>Only lines of runs of this bot. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Only lines of this level and above. Default all.</summary>
    public LogLevel Level { get; init; }

    /// <summary>Only lines logged at or after this. Default no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only lines whose message holds this, in upper or lower case. Default all.</summary>
    public string? Text { get; init; }

    /// <summary>Only lines below this place in the store. Default from the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Lines at most, 1 to 1,000. Default 100.</summary>
    public int Count { get; init; } = 100;

    internal bool Matches(RunLogRow row)
        => row.Level >= Level
        && (Since is null || row.At >= Since)
        && (Text is null || row.Message.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
