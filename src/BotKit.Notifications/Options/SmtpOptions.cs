using System.ComponentModel.DataAnnotations;

namespace BotKit.Notifications;

/// <summary>An SMTP server.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name or address. Default none: mail is written into a folder.</summary>
    public string? Host { get; set; }

    /// <summary>Its port, 1 to 65,535. Default 465 with <see cref="SmtpSecurity.Implicit"/>, otherwise 587, and 25 without encryption.</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>How the connection is encrypted. Default <see cref="SmtpSecurity.Auto"/>.</summary>
    public SmtpSecurity Security { get; set; }

    /// <summary>Who logs in. Default nobody.</summary>
    public string? User { get; set; }

    /// <summary>The password. Keep it out of files: as an environment variable it is <c>…__Smtp__Password</c>. Default none.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// A PEM file of certificates that are trusted beside those of the system, for a server whose certificate was made by the
    /// company itself. Default none.
    /// </summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>The name by which this host introduces itself. Default its own.</summary>
    public string? LocalDomain { get; set; }

    /// <summary>How long connecting and logging in may take, 100 ms to 5 minutes. Default 15 s.</summary>
    [Duration("00:00:00.100", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long sending one message may take, 100 ms to 30 minutes. Default 60 s.</summary>
    [Duration("00:00:00.100", "00:30:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection stays open for the next message, up to 5 minutes; zero closes it at once. Default 15 s.</summary>
    [Duration("00:00:00", "00:05:00")]
    public TimeSpan KeepOpen { get; set; } = TimeSpan.FromSeconds(15);
}
