namespace BotKit.Notifications;

/// <summary>A channel that sends alerts to a web address. Redirects are not followed.</summary>
public sealed class WebhookChannelOptions
{
    /// <summary>
    /// The address: https, or http to this machine. It often holds a secret; then name it by <see cref="UrlKey"/> instead.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The configuration key under which the address stands, such as <c>Secrets:OpsHook</c>. Default none.</summary>
    public string? UrlKey { get; set; }

    /// <summary>What is sent. Default <see cref="WebhookFormat.Generic"/>.</summary>
    public WebhookFormat Format { get; set; }

    /// <summary>
    /// The configuration key under which the secret stands that signs what is sent, at least 16 characters. Default none: it is
    /// not signed.
    /// </summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether http is allowed to other machines, too. Default <see langword="false"/>.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long a call may take, 100 ms to 2 minutes. Default 10 s.</summary>
    [Duration("00:00:00.100", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
