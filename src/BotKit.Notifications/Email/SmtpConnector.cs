using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace BotKit.Notifications.Email;

/// <summary>Opens connections to the SMTP server.</summary>
internal sealed class SmtpConnector(SmtpOptions options, TimeProvider clock)
{
    private readonly X509Certificate2Collection? _trusted = Load(options.TrustedCertificates);

    /// <summary>How the connection is encrypted.</summary>
    public SmtpSecurity Security { get; } = options.Security != SmtpSecurity.Auto ? options.Security
        : string.IsNullOrEmpty(options.User) && IsHere(options.Host!) ? SmtpSecurity.None
        : SmtpSecurity.StartTls;

    private int Port => options.Port ?? Security switch
    {
        SmtpSecurity.Implicit => 465,
        SmtpSecurity.None => 25,
        _ => 587,
    };

    /// <exception cref="EmailException">It cannot be reached, is not trusted, or lets nobody in.</exception>
    public async Task<SmtpSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var session = new SmtpSession { Timeout = (int)options.ConnectTimeout.TotalMilliseconds };
        if (options.LocalDomain is { } domain)
        {
            session.LocalDomain = domain;
        }

        if (_trusted is not null)
        {
            session.CheckCertificateRevocation = false;
            session.ServerCertificateValidationCallback = IsTrusted;
        }

        using var limit = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await session.ConnectAsync(options.Host!, Port, SocketOptions(), either.Token).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(options.User))
            {
                await session.AuthenticateAsync(options.User, options.Password!, either.Token).ConfigureAwait(false);
            }

            session.Timeout = (int)options.SendTimeout.TotalMilliseconds;
            return session;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            session.Dispose();
            throw Explain(exception);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static EmailException Explain(Exception exception) => exception switch
    {
        AuthenticationException => new("The mail server does not accept the user and password.", exception)
        {
            IsTransient = exception.InnerException is SmtpCommandException { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 },
        },
        SslHandshakeException => new("The mail server's certificate is not trusted, or the connection cannot be encrypted.", exception) { IsTransient = true },
        NotSupportedException => new("The mail server does not offer the encryption or the login that the options ask for.", exception),
        SmtpCommandException command => new("The mail server refused the connection.", exception)
        {
            Code = (int)command.StatusCode,
            IsTransient = (int)command.StatusCode < 500,
        },
        _ => new("The mail server cannot be reached.", exception) { IsTransient = true },
    };

    private static bool IsHere(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static X509Certificate2Collection? Load(string? file)
    {
        if (file is null)
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates;
    }

    private SecureSocketOptions SocketOptions() => Security switch
    {
        SmtpSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    // The name must fit in any case; the company's own certificates count beside those of the system.
    private bool IsTrusted(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_trusted!);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = new X509Certificate2(certificate);
        return own.Build(copy);
    }
}
