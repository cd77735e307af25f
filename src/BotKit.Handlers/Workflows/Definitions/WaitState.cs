namespace BotKit.Handlers.Workflows;

internal sealed class WaitState : State
{
    public override string Type => "Wait";

    public long? Seconds { get; init; }

    public StatePath? SecondsPath { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public StatePath? TimestampPath { get; init; }
}
