namespace BotKit.Handlers.Workflows;

internal sealed class TaskState : State
{
    public override string Type => "Task";

    public required string Resource { get; init; }

    public string Scheme => Resource.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? Resource[..at] : Resource;

    public string Target => Resource.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? Resource[(at + 1)..] : string.Empty;

    public SecondsField? Timeout { get; init; }

    public SecondsField? Heartbeat { get; init; }

    /// <summary>The state with which its compensation begins.</summary>
    public string? Compensate { get; init; }
}
