using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Runs another workflow, <c>workflow:name</c>; the engine itself does that, inside the same run.</summary>
/// <param name="names">The names of the workflows.</param>
internal sealed class WorkflowTask(WorkflowNames names) : ITaskResource
{
    public const string Scheme = "workflow";

    string ITaskResource.Scheme => Scheme;

    public void Check(TaskCheck check)
    {
        if (!names.Contains(check.Target))
        {
            check.Error($"There is no workflow '{check.Target}'.");
        }

        if (check.HasHeartbeat)
        {
            check.Warn("A workflow gives no heartbeat; HeartbeatSeconds are not looked at.");
        }
    }

    public ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken) => throw new NotSupportedException();
}
