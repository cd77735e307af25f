namespace BotKit.Notifications;

/// <summary>What a web address is sent.</summary>
public enum WebhookFormat
{
    /// <summary>BotKit's own JSON, which docs/notifications.md describes.</summary>
    Generic,

    /// <summary>A message for an incoming webhook of Slack, and of what understands these (Mattermost, Discord's <c>/slack</c>).</summary>
    Slack,

    /// <summary>An Adaptive Card for a webhook of Microsoft Teams' Workflows.</summary>
    Teams,
}
