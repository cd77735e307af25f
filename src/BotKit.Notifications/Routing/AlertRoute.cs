using System.IO.Enumeration;

namespace BotKit.Notifications.Routing;

/// <summary>One route, ready to be asked.</summary>
internal sealed class AlertRoute(NotificationRoute options)
{
    private readonly QuietClock? _quiet = options.QuietHours is { } hours ? new QuietClock(hours) : null;
    private readonly bool _criticalPasses = options.QuietHours?.CriticalPasses is true;

    public IReadOnlyList<string> Channels { get; } = [.. options.Channels.Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<NotificationEscalation> Escalation { get; } = [.. options.Escalation];

    public bool Matches(BotAlert alert)
        => (options.Severities.Count == 0 || options.Severities.Contains(alert.Severity))
        && MatchesOne(options.Bots, alert.Bot)
        && MatchesOne(options.Codes, alert.Code);

    /// <summary>Until when an alert is held back that would be sent at an instant; <see langword="null"/> when it is not.</summary>
    public DateTimeOffset? HeldUntil(BotAlert alert, DateTimeOffset instant)
        => _quiet is null || (_criticalPasses && alert.Severity == BotSeverity.Critical) ? null : _quiet.EndOf(instant);

    /// <summary>When a step of the escalation is due: counted from when people were told, and not within quiet hours.</summary>
    public DateTimeOffset DueAt(BotAlert alert, int step)
    {
        var due = (HeldUntil(alert, alert.FirstAt) ?? alert.FirstAt) + Escalation[step].After;
        return HeldUntil(alert, due) ?? due;
    }

    private static bool MatchesOne(IList<string> patterns, string text)
        => patterns.Count == 0 || patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false));
}
