namespace BotKit.Notifications;

/// <summary>How e-mail leaves the host: by SMTP where a host is given, otherwise into a folder.</summary>
public sealed class EmailOptions
{
    /// <summary>The sender, such as <c>BotKit &lt;botkit@example.com&gt;</c>. Default <c>BotKit &lt;botkit@localhost&gt;</c>.</summary>
    public string From { get; set; } = "BotKit <botkit@localhost>";

    /// <summary>The SMTP server. Without <see cref="SmtpOptions.Host"/> messages are written into <see cref="PickupFolder"/>.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>
    /// The folder into which messages are written as <c>.eml</c> files, readable by the host's user only, for another program to
    /// pick up. It is made when it is missing. Default <c>botkit-mail</c> in the current directory.
    /// </summary>
    public string PickupFolder { get; set; } = "botkit-mail";
}
