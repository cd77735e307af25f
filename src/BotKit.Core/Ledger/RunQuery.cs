namespace BotKit.Ledger;

/// <summary>Which runs to list, newest first. A page ends where the next begins: pass the last row's id as <see cref="Before"/>.</summary>
public sealed class RunQuery
{
    /// <summary>Only runs of this bot. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Only runs that ended so. Default all.</summary>
    public BotStatus? Status { get; init; }

    /// <summary>Only runs that came to be so. Default all.</summary>
    public BotTrigger? Trigger { get; init; }

    /// <summary>Only runs that began at or after this. Default no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only runs that began before this. Default no limit.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only runs below this id in the ledger's order. Default from the newest.</summary>
    public Guid? Before { get; init; }

    /// <summary>Rows at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;

    internal bool Matches(in RunRecord run)
        => (Status is null || run.Result.Status == Status)
        && (Trigger is null || run.Trigger == Trigger)
        && (From is null || run.StartedAt >= From)
        && (To is null || run.StartedAt < To)
        && (Bot is null || string.Equals(run.Result.Bot, Bot, StringComparison.Ordinal));
}
