using System.Text.Json.Serialization;
using BotKit.Notifications.Channels;

namespace BotKit.Notifications.Delivery;

/// <summary>The JSON of what is kept in the ledger.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeliveryInput))]
[JsonSerializable(typeof(DeliveryReport))]
[JsonSerializable(typeof(DigestContent))]
[JsonSerializable(typeof(SendState))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
