namespace BotKit.Notifications;

/// <summary>Sends e-mail as the options of <c>AddNotifications</c> say: by SMTP or into a folder. Bots may ask for it, too.</summary>
public interface IEmailSender
{
    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">
    /// Gives up. When it fires after <see cref="EmailMessage.BeforeTransmit"/> was called, nobody knows whether the message was sent.
    /// </param>
    /// <returns>Whose mail the server took, and whose it refused; it may have refused all.</returns>
    /// <exception cref="ArgumentException">
    /// An address, the subject, a name or a header holds control characters or is not well-formed, or nobody gets the message.
    /// </exception>
    /// <exception cref="EmailException">The server could not be reached, or refused the message as a whole.</exception>
    ValueTask<EmailResult> SendAsync(EmailMessage message, CancellationToken cancellationToken = default);
}
