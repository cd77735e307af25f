namespace BotKit.Queue;

/// <summary>What came of submitting a run to the queue.</summary>
public enum EnqueueOutcome
{
    /// <summary>It is accepted: committed with the store's full durability.</summary>
    Accepted,

    /// <summary>Another run holds its idempotency key with the same input: that one's id is the answer.</summary>
    Joined,

    /// <summary>Another run holds its idempotency key with another input.</summary>
    Conflict,

    /// <summary>As many runs of the bot wait as may.</summary>
    QueueFull,

    /// <summary>The store holds as much as it can.</summary>
    StoreFull,
}
