namespace BotKit.Notifications;

/// <summary>Who is told of an alert that nobody has acknowledged. Each step happens once over all nodes.</summary>
public sealed class NotificationEscalation
{
    /// <summary>How long after people were first told, 1 s to 24 hours; longer than the step before.</summary>
    public TimeSpan After { get; set; }

    /// <summary>The names of the channels, at least one.</summary>
    public IList<string> Channels { get; } = [];
}
