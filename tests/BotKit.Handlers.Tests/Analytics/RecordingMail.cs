using BotKit.Notifications;

namespace BotKit.Handlers.Tests.Analytics;

/// <summary>Takes e-mails and keeps them.</summary>
internal sealed class RecordingMail : IEmailSender
{
    public List<EmailMessage> Sent { get; } = [];

    public Exception? Failure { get; set; }

    public ValueTask<EmailResult> SendAsync(EmailMessage message, CancellationToken cancellationToken = default)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        Sent.Add(message);
        return new(new EmailResult("id@example.com", [.. message.Bcc], []));
    }
}
