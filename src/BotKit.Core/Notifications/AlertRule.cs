namespace BotKit.Notifications;

/// <summary>When an alert is counted into the one before it. Every store keeps to it.</summary>
internal static class AlertRule
{
    /// <summary>
    /// How long after its acknowledgement an alert that goes on is not sent again. Whoever knows of it need not be told every
    /// window; but nobody forgets it for longer than a day.
    /// </summary>
    public static readonly TimeSpan AcknowledgedFor = TimeSpan.FromHours(24);

    public static bool IsCountedInto(BotAlert last, DateTimeOffset now, TimeSpan window)
        => last.FirstAt > now - window || (last.AcknowledgedAt > now - AcknowledgedFor && last.LastAt > now - window);

    /// <summary>The time that the alert was raised, by the store's clock: an alert may have waited for the store.</summary>
    /// <param name="instant">By the node's clock.</param>
    /// <param name="nodeNow">The node's clock.</param>
    /// <param name="storeNow">The store's clock.</param>
    public static DateTimeOffset ByStoreClock(DateTimeOffset instant, DateTimeOffset nodeNow, DateTimeOffset storeNow)
        => instant < nodeNow ? storeNow - (nodeNow - instant) : storeNow;
}
