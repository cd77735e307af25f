using System.Text.Json.Nodes;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows;

/// <summary>Waits for an outside event, <c>signal:name</c>; the engine itself does that, since nothing is held meanwhile.</summary>
internal sealed class SignalTask : ITaskResource
{
    public const string Scheme = "signal";

    string ITaskResource.Scheme => Scheme;

    public void Check(TaskCheck check)
    {
        if (!WorkflowSignalName.IsWellFormed(check.Target))
        {
            check.Error("A signal is called by 1 to 100 letters, digits, '.', '_' and '-': signal:approved.");
        }
        else if (check.Target == WorkflowSignals.Cancel)
        {
            check.Error($"The signal '{WorkflowSignals.Cancel}' cancels a run; nothing waits for it.");
        }
    }

    public ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken) => throw new NotSupportedException();
}
