using MailKit.Net.Smtp;
using MimeKit;

namespace BotKit.Notifications.Email;

/// <summary>MailKit's client, which notes whose mail the server takes and says when the message itself is sent next.</summary>
internal sealed class SmtpSession : SmtpClient
{
    private readonly List<string> _accepted = [];
    private readonly List<EmailRefusal> _refused = [];
    private Action? _beforeTransmit;
    private int _recipients;

    public IReadOnlyList<string> Accepted => _accepted;

    public IReadOnlyList<EmailRefusal> Refused => _refused;

    /// <summary>Whether the message itself was sent, or may have been.</summary>
    public bool IsPastRecipients { get; private set; }

    /// <summary>What the callback threw, which is nobody's fault on the way.</summary>
    public Exception? Stopped { get; private set; }

    /// <summary>Whether the server answered for every recipient, and took none.</summary>
    public bool HasRefusedAll => _refused.Count == _recipients;

    public void Begin(int recipients, Action? beforeTransmit)
    {
        _accepted.Clear();
        _refused.Clear();
        _recipients = recipients;
        _beforeTransmit = beforeTransmit;
        IsPastRecipients = false;
        Stopped = null;
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        _accepted.Add(mailbox.Address);
        Answered();
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        var code = (int)response.StatusCode;
        _refused.Add(new EmailRefusal(mailbox.Address, code, code is >= 400 and < 500));
        Answered();
    }

    // The answer of the last recipient has come; MailKit sends the message when this returns.
    private void Answered()
    {
        if (_accepted.Count + _refused.Count == _recipients && _accepted.Count > 0)
        {
            try
            {
                _beforeTransmit?.Invoke();
            }
            catch (Exception exception)
            {
                Stopped = exception;
                throw;
            }

            IsPastRecipients = true;
        }
    }
}
