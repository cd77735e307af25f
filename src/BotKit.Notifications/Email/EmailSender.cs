namespace BotKit.Notifications.Email;

/// <summary>Composes messages and hands them to the transport.</summary>
internal sealed class EmailSender(EmailOptions options, IEmailTransport transport, TimeProvider clock) : IEmailSender
{
    public ValueTask<EmailResult> SendAsync(EmailMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return transport.SendAsync(MimeComposer.Compose(message, options.From, clock.GetUtcNow()), message.BeforeTransmit, cancellationToken);
    }
}
