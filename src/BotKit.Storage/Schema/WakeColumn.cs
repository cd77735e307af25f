namespace BotKit.Storage.Schema;

/// <summary>What version 3 adds to the queue: that a run was woken while it ran.</summary>
internal static class WakeColumn
{
    public static SchemaColumn Noted { get; } = new("bot_queue", "wake", "{small}");
}
