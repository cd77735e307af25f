namespace BotKit.Notifications.Delivery;

/// <summary>The buffers of the channels.</summary>
internal sealed record DirectLanes(IReadOnlyDictionary<string, DirectLane> ByName);
