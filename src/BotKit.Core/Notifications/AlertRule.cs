namespace BotKit.Notifications;

/// <summary>When an alert is counted into the one before it. Every store keeps to it.</summary>
internal static class AlertRule
{
    /// <summary>
    /// How long after its acknowledgement an alert that goes on is not sent again. Whoever knows of it need not be told every
    /// window; but nobody forgets it for longer than a day.
    /// </summary>
    public static readonly TimeSpan AcknowledgedFor = TimeSpan.FromHours(24);

    /// <summary>Whether an alert belongs to the window of the last one. Its own times count, since it may have waited for the store.</summary>
    public static bool IsCountedInto(BotAlert last, BotAlert alert, TimeSpan window)
        => last.FirstAt > alert.FirstAt - window || (last.AcknowledgedAt > alert.FirstAt - AcknowledgedFor && last.LastAt > alert.FirstAt - window);

    /// <summary>The time that the alert was raised, by the store's clock: an alert may have waited for the store.</summary>
    /// <param name="instant">By the node's clock.</param>
    /// <param name="nodeNow">The node's clock.</param>
    /// <param name="storeNow">The store's clock.</param>
    public static DateTimeOffset ByStoreClock(DateTimeOffset instant, DateTimeOffset nodeNow, DateTimeOffset storeNow)
        => instant < nodeNow ? storeNow - (nodeNow - instant) : storeNow;
}
