namespace BotKit.Notifications.Email;

/// <summary>A way for mail to leave the host.</summary>
internal interface IEmailTransport
{
    /// <exception cref="EmailException">It was not taken.</exception>
    ValueTask<EmailResult> SendAsync(ComposedEmail email, Func<CancellationToken, ValueTask>? beforeTransmit, CancellationToken cancellationToken);
}
