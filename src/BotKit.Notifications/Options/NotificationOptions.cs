using System.ComponentModel.DataAnnotations;

namespace BotKit.Notifications;

/// <summary>How alerts reach people. Validated when the host starts, all errors listed; changes take effect with the next start.</summary>
public sealed class NotificationOptions
{
    /// <summary>How e-mail leaves the host, for the mail channels and for <see cref="IEmailSender"/>.</summary>
    public EmailOptions Email { get; } = new();

    /// <summary>
    /// Channels that send mail, by name: <c>[a-z][a-z0-9-]{0,39}</c>, unique among all channels. Default none.
    /// </summary>
    public IDictionary<string, EmailChannelOptions> EmailChannels { get; } = new Dictionary<string, EmailChannelOptions>(StringComparer.Ordinal);

    /// <summary>Channels that call a web address, by name, as with <see cref="EmailChannels"/>. Default none.</summary>
    public IDictionary<string, WebhookChannelOptions> WebhookChannels { get; } = new Dictionary<string, WebhookChannelOptions>(StringComparer.Ordinal);

    /// <summary>
    /// Which alerts go where. The first route that matches an alert decides; one that matches none is sent nowhere. Default
    /// none: every alert goes to all channels.
    /// </summary>
    public IList<NotificationRoute> Routes { get; } = [];

    /// <summary>
    /// Whether messages are sent through the queue where there is a worker and the store answers, so that they survive a restart.
    /// Every node that shares the store then needs the same channels. Default <see langword="true"/>; otherwise they wait in memory.
    /// </summary>
    public bool UseQueue { get; set; } = true;

    /// <summary>
    /// Messages that a channel gets one by one within <see cref="DigestWindow"/>, 1 to 1,000; the alerts beyond are sent together
    /// when it ends. Default 5.
    /// </summary>
    [Range(1, 1_000)]
    public int DigestAfter { get; set; } = 5;

    /// <summary>In which time messages of a channel are counted for a digest, 1 s to 1 hour. Default 1 minute.</summary>
    [Duration("00:00:01", "01:00:00")]
    public TimeSpan DigestWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Messages of a channel that may wait in memory, 1 to 100,000; those beyond are dropped and counted. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxBuffered { get; set; } = 1_000;

    /// <summary>How often a message is tried before it is given up, 1 to 100. Default 12: with the default delays about 2 hours.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>The delay before a message is tried again, 100 ms to 1 day; it doubles with each attempt. Default 15 s.</summary>
    [Duration("00:00:00.100", "1.00:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest delay before a message is tried again, also when the receiver asks for more, 100 ms to 1 day. Default 15 minutes.</summary>
    [Duration("00:00:00.100", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often alerts are looked at that were not acknowledged, or not sent because a node was lost, 1 s to 5 minutes. Default 15 s.</summary>
    [Duration("00:00:01", "00:05:00")]
    public TimeSpan EscalationCheckEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Where people look at a run: an address in which <c>{executionId}</c> and <c>{bot}</c> are replaced, as a link in messages.
    /// http or https. Default none.
    /// </summary>
    public string? RunLink { get; set; }
}
