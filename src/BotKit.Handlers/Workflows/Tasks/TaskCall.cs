using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One call of what a Task does. A Task that is repeated after its process was lost gets the same key and input again.</summary>
internal sealed class TaskCall
{
    /// <summary>What stands behind the colon of the resource; empty when it has none.</summary>
    public required string Target { get; init; }

    /// <summary>The Task's input, after InputPath and Parameters.</summary>
    public required JsonNode? Input { get; init; }

    /// <summary>The name of the Task's state.</summary>
    public required string State { get; init; }

    /// <summary>
    /// The same for each repetition after a loss, another one for each try of a Retry: what it does must happen at most once under it. At
    /// most 200 characters of letters, digits, <c>/ . ~ -</c>.
    /// </summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The run.</summary>
    public required BotContext Context { get; init; }

    /// <summary>Fires when the whole run must stop here, which may be only for another process to go on; the Task's own token fires then, too.</summary>
    public CancellationToken RunToken { get; init; }

    /// <summary>Whether the run's own token has fired, and this undoes what it has done: children do not hang on it.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Called at a sign of life of what goes on elsewhere; the Task's HeartbeatSeconds begin anew.</summary>
    public Action Heartbeat { get; init; } = static () => { };
}
