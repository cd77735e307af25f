using BotKit.Ledger;

namespace BotKit.Files;

/// <summary>Which files to list, newest first. A page ends where the next begins: pass the last file's id as <see cref="Before"/>.</summary>
public sealed class BotFileQuery
{
    /// <summary>Only files that this bot wrote. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Only files that this run wrote. Default all.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>Only files below this id, whether that file still exists or not. Default from the newest.</summary>
    public string? Before { get; init; }

    /// <summary>Files at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;

    internal void ThrowIfInvalid() => PageSize.ThrowIfInvalid(Count);

    internal bool Matches(BotFile file)
        => (Bot is null || string.Equals(file.Bot, Bot, StringComparison.Ordinal))
        && (ExecutionId is null || file.ExecutionId == ExecutionId);
}
