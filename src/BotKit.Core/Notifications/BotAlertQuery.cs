using BotKit.Ledger;

namespace BotKit.Notifications;

/// <summary>Which alerts to list, newest first. A page ends where the next begins: pass the last alert's id as <see cref="Before"/>.</summary>
public sealed class BotAlertQuery
{
    /// <summary>Only alerts of this bot. Default all.</summary>
    public string? Bot { get; init; }

    /// <summary>Only alerts of this severity. Default all.</summary>
    public BotSeverity? Severity { get; init; }

    /// <summary>Only alerts that were, or were not, acknowledged. Default all.</summary>
    public bool? IsAcknowledged { get; init; }

    /// <summary>Only alerts below this id. Default from the newest.</summary>
    public Guid? Before { get; init; }

    /// <summary>Alerts at most, 1 to 1,000. Default 50.</summary>
    public int Count { get; init; } = 50;

    internal void ThrowIfInvalid() => PageSize.ThrowIfInvalid(Count);

    internal bool Matches(BotAlert alert)
        => (Bot is null || string.Equals(alert.Bot, Bot, StringComparison.Ordinal))
        && (Severity is null || alert.Severity == Severity)
        && (IsAcknowledged is null || alert.AcknowledgedAt is not null == IsAcknowledged)
        && (Before is not { } before || UuidOrder.Compare(alert.Id, before) < 0);
}
