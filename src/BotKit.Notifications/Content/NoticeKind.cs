namespace BotKit.Notifications.Content;

/// <summary>Why a message is sent. The names are part of the JSON of webhooks.</summary>
internal enum NoticeKind
{
    /// <summary>One alert, for the first time.</summary>
    Alert,

    /// <summary>One alert that nobody has acknowledged.</summary>
    Escalation,

    /// <summary>Many alerts within a short time.</summary>
    Digest,

    /// <summary>What quiet hours held back.</summary>
    HeldBack,
}
