namespace BotKit.Notifications;

/// <summary>An e-mail. Addresses are <c>ada@example.com</c> or <c>Ada Lovelace &lt;ada@example.com&gt;</c>.</summary>
public sealed class EmailMessage
{
    /// <summary>The sender. Default the one of the options.</summary>
    public string? From { get; init; }

    /// <summary>Who gets it.</summary>
    public IList<string> To { get; init; } = [];

    /// <summary>Who gets a copy. Default nobody.</summary>
    public IList<string> Cc { get; init; } = [];

    /// <summary>Who gets a copy that the others do not see. Default nobody.</summary>
    public IList<string> Bcc { get; init; } = [];

    /// <summary>Where answers go. Default to the sender.</summary>
    public IList<string> ReplyTo { get; init; } = [];

    /// <summary>The subject, one line of at most 500 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The text. It, <see cref="Html"/> or both are needed.</summary>
    public string? Text { get; init; }

    /// <summary>The text as HTML, for readers that show it. Whatever is not your own in it must be encoded. Default none.</summary>
    public string? Html { get; init; }

    /// <summary>Files that come with it. Default none.</summary>
    public IList<EmailAttachment> Attachments { get; init; } = [];

    /// <summary>Further headers, such as <c>List-Id</c>; those that the message makes itself cannot be set. Default none.</summary>
    public IDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The Message-ID, <c>something@domain</c>, by which receivers recognise a message that comes twice. Default a new one.
    /// </summary>
    public string? MessageId { get; init; }

    /// <summary>
    /// Only these of its recipients are sent it now, as addresses without names; its headers still name all. For sending again to
    /// those whose mail was refused for the time being. Default all.
    /// </summary>
    public IReadOnlyCollection<string>? OnlyTo { get; init; }

    /// <summary>
    /// Called when the server has taken the recipients and the message itself is sent next: from here on a connection that is lost
    /// leaves it unknown whether the message was sent. What it throws stops the message. Default nothing.
    /// </summary>
    public Func<CancellationToken, ValueTask>? BeforeTransmit { get; init; }
}
