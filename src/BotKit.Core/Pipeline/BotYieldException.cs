namespace BotKit.Pipeline;

/// <summary>Unwinds the code of a bot that yields.</summary>
internal sealed class BotYieldException(TimeSpan delay, DateTimeOffset? until, BotCheckpoint? checkpoint)
    : Exception("The bot yields; let this exception pass.")
{
    public TimeSpan Delay { get; } = delay;

    public DateTimeOffset? Until { get; } = until;

    public BotCheckpoint? Checkpoint { get; } = checkpoint;
}
