using System.Text.Json.Serialization;
using BotKit.Notifications.Content;

namespace BotKit.Notifications.Delivery;

/// <summary>What a channel's bot is asked to send. It holds neither addresses nor secrets: those are in the options of the channel.</summary>
/// <param name="Id">The message's id, also the run's idempotency key.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Alert">The alert; <see langword="null"/> for a digest, whose alerts are kept under its id.</param>
[method: JsonConstructor]
internal sealed record DeliveryInput(string Id, NoticeKind Kind, BotAlert? Alert);
