namespace BotKit.Notifications;

/// <summary>When alerts are held back. They come together when it ends.</summary>
public sealed class NotificationQuietHours
{
    /// <summary>When it begins, on the clock of <see cref="TimeZone"/>.</summary>
    public TimeOnly From { get; set; }

    /// <summary>When it ends; at or before <see cref="From"/> it is on the next day.</summary>
    public TimeOnly To { get; set; }

    /// <summary>The days on which it begins. Default empty: every day.</summary>
    public IList<DayOfWeek> Days { get; } = [];

    /// <summary>The time zone, an IANA name such as <c>Europe/Paris</c>. Default <c>UTC</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Whether alerts of severity <see cref="BotSeverity.Critical"/> are sent all the same. Default <see langword="true"/>.</summary>
    public bool CriticalPasses { get; set; } = true;
}
