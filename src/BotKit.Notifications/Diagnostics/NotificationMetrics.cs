using BotKit.Diagnostics;
using BotKit.Notifications.Content;

namespace BotKit.Notifications.Diagnostics;

/// <summary>Counts the alerts that messages told of.</summary>
internal sealed class NotificationMetrics(BotKitMetrics metrics)
{
    public void Ended(string channel, Notice notice, bool isSent)
    {
        foreach (var bot in notice.Alerts.GroupBy(static alert => alert.Bot, StringComparer.Ordinal))
        {
            metrics.AlertSent(bot.Key, channel, isSent ? "sent" : "failed", bot.Count());
        }
    }

    public void Dropped(string channel, Notice notice) => metrics.AlertDropped(channel, notice.Total);
}
