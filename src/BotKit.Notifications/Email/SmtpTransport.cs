using MailKit;
using MailKit.Net.Smtp;

namespace BotKit.Notifications.Email;

/// <summary>Sends mail by SMTP. A connection is kept for a moment for the message that may come next.</summary>
internal sealed class SmtpTransport : IEmailTransport, IDisposable
{
    private readonly SmtpOptions _options;
    private readonly SmtpConnector _connector;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly ITimer _idle;
    private SmtpSession? _kept;
    private bool _isDisposed;

    public SmtpTransport(SmtpOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _connector = new SmtpConnector(options, clock);
        _idle = clock.CreateTimer(static transport => ((SmtpTransport)transport!).Take()?.Dispose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How connections are encrypted.</summary>
    public SmtpSecurity Security => _connector.Security;

    public async ValueTask<EmailResult> SendAsync(ComposedEmail email, Func<CancellationToken, ValueTask>? beforeTransmit, CancellationToken cancellationToken)
    {
        if (Take() is { IsConnected: true } kept)
        {
            try
            {
                return await SendAsync(kept, email, beforeTransmit, cancellationToken).ConfigureAwait(false);
            }
            catch (EmailException) when (!kept.IsPastRecipients && !kept.IsConnected && !cancellationToken.IsCancellationRequested)
            {
                // The server had closed it meanwhile.
            }
        }

        var session = await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(session, email, beforeTransmit, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        Take()?.Dispose();
        _idle.Dispose();
    }

    private async Task<EmailResult> SendAsync(
        SmtpSession session, ComposedEmail email, Func<CancellationToken, ValueTask>? beforeTransmit, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.SendTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = either.Token;

        // MailKit has no asynchronous place for it.
        session.Begin(email.Recipients.Count, beforeTransmit is null ? null : () => beforeTransmit(token).AsTask().GetAwaiter().GetResult());
        var isKept = false;
        try
        {
            await session.SendAsync(email.Message, email.From, email.Recipients, token).ConfigureAwait(false);
            var result = Result(session, email);
            isKept = Keep(session);
            return result;
        }
        catch (SmtpCommandException) when (session.HasRefusedAll)
        {
            var result = Result(session, email);
            isKept = Keep(session);
            return result;
        }
        catch (SmtpCommandException exception)
        {
            isKept = Keep(session);
            var code = (int)exception.StatusCode;
            throw new EmailException(
                exception.ErrorCode == SmtpErrorCode.SenderNotAccepted ? "The mail server refused the sender." : "The mail server refused the message.", exception)
            {
                Code = code,
                IsTransient = code < 500,
            };
        }
        catch (Exception exception) when (exception != session.Stopped && IsLost(exception, cancellationToken))
        {
            throw new EmailException(
                session.IsPastRecipients ? "The mail server did not say whether it took the message." : "The connection to the mail server was lost.", exception)
            {
                IsTransient = true,
                IsOutcomeUnknown = session.IsPastRecipients,
            };
        }
        finally
        {
            if (!isKept)
            {
                session.Dispose();
            }
        }
    }

    private static EmailResult Result(SmtpSession session, ComposedEmail email)
        => new(email.MessageId, [.. session.Accepted], [.. session.Refused]);

    private static bool IsLost(Exception exception, CancellationToken cancellationToken)
        => exception is IOException or System.Net.Sockets.SocketException or ProtocolException or ServiceNotConnectedException or TimeoutException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private SmtpSession? Take()
    {
        lock (_gate)
        {
            var kept = _kept;
            _kept = null;
            return kept;
        }
    }

    private bool Keep(SmtpSession session)
    {
        lock (_gate)
        {
            if (_isDisposed || _kept is not null || _options.KeepOpen == TimeSpan.Zero || !session.IsConnected)
            {
                return false;
            }

            _kept = session;
            _idle.Change(_options.KeepOpen, Timeout.InfiniteTimeSpan);
            return true;
        }
    }
}
