namespace BotKit.Notifications.Delivery;

/// <summary>What a channel's bot did.</summary>
/// <param name="Outcome"><c>sent</c>, or why there was nothing to send: <c>acknowledged</c>, <c>empty</c>, <c>dry_run</c>.</param>
/// <param name="Alerts">How many alerts the message told of.</param>
internal sealed record DeliveryReport(string Outcome, int Alerts);
