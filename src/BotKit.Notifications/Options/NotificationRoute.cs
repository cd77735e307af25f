namespace BotKit.Notifications;

/// <summary>Which alerts go to which channels. All conditions must hold.</summary>
public sealed class NotificationRoute
{
    /// <summary>
    /// Names of bots, in which <c>*</c> stands for anything: <c>billing-*</c>. Alerts of the host itself are of <c>_host</c>.
    /// Default empty: all.
    /// </summary>
    public IList<string> Bots { get; } = [];

    /// <summary>Codes of alerts, with <c>*</c> as in <see cref="Bots"/>. Default empty: all.</summary>
    public IList<string> Codes { get; } = [];

    /// <summary>Severities. Default empty: all.</summary>
    public IList<BotSeverity> Severities { get; } = [];

    /// <summary>The names of the channels. Empty sends nothing, for alerts that nobody wants.</summary>
    public IList<string> Channels { get; } = [];

    /// <summary>When alerts are held back. Default never.</summary>
    public NotificationQuietHours? QuietHours { get; set; }

    /// <summary>Who else is told while nobody has acknowledged the alert, in the order of <see cref="NotificationEscalation.After"/>. Default nobody.</summary>
    public IList<NotificationEscalation> Escalation { get; } = [];
}
