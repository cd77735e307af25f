using System.Text.Json;
using BotKit.Ledger;
using BotKit.Notifications.Options;

namespace BotKit.Notifications.Delivery;

/// <summary>Keeps the alerts of digests in the store, for all nodes.</summary>
internal sealed class DigestShelf(IBotDataStore store)
{
    private const int MaxTries = 20;

    // Long after it was sent, whoever comes late finds it sealed.
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(2);

    /// <summary>Adds an alert.</summary>
    /// <returns>Whether it is in; otherwise the digest is being sent.</returns>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    public async ValueTask<bool> AddAsync(string channel, string id, BotAlert alert, CancellationToken cancellationToken)
    {
        var kept = await ChangeAsync(
            channel, id, content => content.IsSealed || content.Holds(alert) ? content : content.With(alert), cancellationToken).ConfigureAwait(false);
        return !kept.IsSealed || kept.Holds(alert);
    }

    /// <summary>Takes the alerts of a digest that is sent now; nothing can be added from here on.</summary>
    public async ValueTask<DigestContent> SealAsync(string channel, string id, CancellationToken cancellationToken)
        => await ChangeAsync(channel, id, static content => content with { IsSealed = true }, cancellationToken).ConfigureAwait(false);

    private async ValueTask<DigestContent> ChangeAsync(
        string channel, string id, Func<DigestContent, DigestContent> change, CancellationToken cancellationToken)
    {
        var bot = ChannelName.BotOf(channel);
        for (var i = 0; i < MaxTries; i++)
        {
            var kept = await store.ReadAsync(bot, id, cancellationToken).ConfigureAwait(false);
            var content = kept is null ? DigestContent.Empty : JsonSerializer.Deserialize(kept.Content.Span, NotificationsJson.Default.DigestContent)!;
            var changed = change(content);
            if (ReferenceEquals(changed, content) || (content.IsSealed && changed == content))
            {
                return content;
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(changed, NotificationsJson.Default.DigestContent);
            if (await store.TryWriteAsync(bot, id, bytes, kept?.Version ?? 0, KeepFor, cancellationToken).ConfigureAwait(false) is not null)
            {
                return changed;
            }
        }

        throw new BotStoreException("Others keep changing the digest.");
    }
}
