using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// What a Task can do, by the scheme of its <c>Resource</c>: <c>bot</c> in <c>bot:lead</c>, or the whole of it, as in <c>http</c>.
/// Registered as a singleton; one instance serves all runs.
/// </summary>
internal interface ITaskResource
{
    /// <summary>What stands before the colon, or the whole resource when it has none. Lower case.</summary>
    string Scheme { get; }

    /// <summary>Looks for mistakes in a definition, before anything runs.</summary>
    /// <param name="check">The Task, and where mistakes go.</param>
    void Check(TaskCheck check);

    /// <summary>Does the work.</summary>
    /// <param name="call">What is asked for.</param>
    /// <param name="cancellationToken">Fires when the run is canceled, the Task's time is over or its heartbeat missing, or a sibling branch failed.</param>
    /// <returns>The Task's result, before ResultSelector; a node without a parent.</returns>
    /// <exception cref="WorkflowTaskException">The Task failed, under a name that Retry and Catch can match.</exception>
    ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken);
}
