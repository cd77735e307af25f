namespace BotKit.Notifications;

/// <summary>How a connection to an SMTP server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary><see cref="StartTls"/>, but <see cref="None"/> for a server on this machine to which nobody logs in.</summary>
    Auto,

    /// <summary>The connection begins in the clear and must be encrypted before anything else, usually on port 587 or 25.</summary>
    StartTls,

    /// <summary>The connection is encrypted from its beginning, usually on port 465.</summary>
    Implicit,

    /// <summary>Nothing is encrypted, not even a password.</summary>
    None,
}
