namespace BotKit.Notifications.Channels;

/// <summary>What became of one try.</summary>
internal enum SendStatus
{
    /// <summary>Everybody got it, or has been refused for good.</summary>
    Sent,

    /// <summary>Somebody did not get it, and may if it is tried again.</summary>
    Again,

    /// <summary>Nobody got it, and trying again would not help.</summary>
    Failed,
}
