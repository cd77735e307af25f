namespace BotKit.Notifications.Content;

/// <summary>One message to the people behind a channel.</summary>
/// <param name="Id">The same each time this message is tried, and no other's: receivers recognise a repetition by it.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Alerts">What it tells, the newest first; at most <see cref="MaxShown"/>.</param>
/// <param name="Total">How many alerts it stands for; more than it shows, perhaps.</param>
internal sealed record Notice(string Id, NoticeKind Kind, IReadOnlyList<BotAlert> Alerts, int Total)
{
    /// <summary>Alerts that a digest shows one by one.</summary>
    public const int MaxShown = 50;

    public bool IsDigest => Kind is NoticeKind.Digest or NoticeKind.HeldBack;

    /// <summary>Of the most serious of its alerts.</summary>
    public BotSeverity Severity => Alerts.Count == 0 ? BotSeverity.Standard
        : Alerts.MaxBy(static alert => Rank(alert.Severity))!.Severity;

    private static int Rank(BotSeverity severity) => severity switch
    {
        BotSeverity.Critical => 2,
        BotSeverity.Standard => 1,
        _ => 0,
    };
}
