using MimeKit;
using MimeKit.Utils;

namespace BotKit.Notifications.Email;

/// <summary>A message and who gets it now.</summary>
internal sealed record ComposedEmail(MimeMessage Message, MailboxAddress From, IReadOnlyList<MailboxAddress> Recipients)
{
    public string MessageId => Message.MessageId!;
}

/// <summary>Makes MIME messages. MimeKit writes the headers; whatever could make one of its own is refused before.</summary>
internal static class MimeComposer
{
    private const int MaxSubject = 500;

    // What the message says of itself. Content-… belongs to its parts.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Return-Path", "Received",
    };

    public static ComposedEmail Compose(EmailMessage message, string defaultFrom, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        var from = EmailAddress.Parse(message.From ?? defaultFrom, nameof(EmailMessage.From));
        var mime = new MimeMessage { Subject = Line(message.Subject, nameof(EmailMessage.Subject), MaxSubject), Date = now };
        mime.From.Add(from);
        Add(mime.To, message.To, nameof(EmailMessage.To));
        Add(mime.Cc, message.Cc, nameof(EmailMessage.Cc));
        Add(mime.Bcc, message.Bcc, nameof(EmailMessage.Bcc));
        Add(mime.ReplyTo, message.ReplyTo, nameof(EmailMessage.ReplyTo));
        mime.MessageId = message.MessageId is { } id ? CheckId(id) : MimeUtils.GenerateMessageId(from.Domain);
        foreach (var (name, value) in message.Headers)
        {
            AddHeader(mime, name, value);
        }

        mime.Body = Body(message);
        return new ComposedEmail(mime, from, Recipients(mime, message.OnlyTo));
    }

    private static List<MailboxAddress> Recipients(MimeMessage mime, IReadOnlyCollection<string>? onlyTo)
    {
        var all = mime.To.Mailboxes.Concat(mime.Cc.Mailboxes).Concat(mime.Bcc.Mailboxes)
            .DistinctBy(static mailbox => mailbox.Address, StringComparer.OrdinalIgnoreCase);
        if (onlyTo is not null)
        {
            var wanted = onlyTo.ToHashSet(StringComparer.OrdinalIgnoreCase);
            all = all.Where(mailbox => wanted.Contains(mailbox.Address));
        }

        var recipients = all.ToList();
        return recipients.Count > 0 ? recipients : throw new ArgumentException("The message has no recipients.");
    }

    private static MimeEntity Body(EmailMessage message)
    {
        if (message.Text is null && message.Html is null)
        {
            throw new ArgumentException("The message has neither a Text nor an Html.");
        }

        var body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html };
        foreach (var attachment in message.Attachments)
        {
            Attach(body, attachment);
        }

        return body.ToMessageBody();
    }

    private static void Attach(BodyBuilder body, EmailAttachment attachment)
    {
        var name = Line(attachment.Name, nameof(EmailAttachment.Name), 255);
        if (name.AsSpan().ContainsAny('/', '\\'))
        {
            throw new ArgumentException("The name of an attachment holds a folder.");
        }

        if (attachment.ContentType is not { } type)
        {
            body.Attachments.Add(name, attachment.Content.ToArray());
        }
        else if (!type.Any(EmailAddress.IsHostile) && ContentType.TryParse(type, out var parsed))
        {
            body.Attachments.Add(name, attachment.Content.ToArray(), parsed);
        }
        else
        {
            throw new ArgumentException("The media type of an attachment is not well-formed.");
        }
    }

    private static void Add(InternetAddressList list, IEnumerable<string> addresses, string property)
        => list.AddRange(addresses.Select(address => EmailAddress.Parse(address, property)));

    private static void AddHeader(MimeMessage mime, string name, string value)
    {
        if (Own.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The header {name} is made by the message itself.");
        }

        if (name.Length is 0 or > 100 || name.Any(static c => c is <= ' ' or >= '\u007f' or ':'))
        {
            throw new ArgumentException("The name of a header is not well-formed.");
        }

        mime.Headers.Add(name, Line(value, $"The header {name}", 2_000));
    }

    private static string CheckId(string id)
        => id.Length <= 250 && id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < id.Length - 1
            && id.All(static c => c is > ' ' and < '\u007f' and not '<' and not '>')
            ? id
            : throw new ArgumentException("MessageId must be 'something@domain' without spaces and angle brackets.");

    private static string Line(string text, string property, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text, property);
        return text.Length > maxLength ? throw new ArgumentException($"{property} has more than {maxLength} characters.")
            : text.Any(EmailAddress.IsHostile) ? throw new ArgumentException($"{property} holds control characters.")
            : text;
    }
}
