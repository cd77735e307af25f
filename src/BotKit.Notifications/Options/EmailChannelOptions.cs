namespace BotKit.Notifications;

/// <summary>A channel that sends alerts as mail.</summary>
public sealed class EmailChannelOptions
{
    /// <summary>Who gets it: at least one address here, in <see cref="Cc"/> or in <see cref="Bcc"/>.</summary>
    public IList<string> To { get; } = [];

    /// <summary>Who gets a copy. Default nobody.</summary>
    public IList<string> Cc { get; } = [];

    /// <summary>Who gets a copy that the others do not see. Default nobody.</summary>
    public IList<string> Bcc { get; } = [];

    /// <summary>What the subject begins with, up to 50 characters. Default <c>[BotKit]</c>.</summary>
    public string SubjectPrefix { get; set; } = "[BotKit]";
}
