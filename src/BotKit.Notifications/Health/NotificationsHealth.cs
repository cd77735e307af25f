using BotKit.Health;

namespace BotKit.Notifications.Health;

/// <summary>Whether alerts reach people.</summary>
internal sealed class NotificationsHealth(ChannelConditions conditions) : IBotHealthContributor
{
    public string Name => "notifications";

    public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        var reasons = string.Join(" ", conditions.Reasons());
        return new(reasons.Length == 0 ? BotHealthContribution.Healthy : new(BotHealthStatus.Degraded, reasons));
    }
}
