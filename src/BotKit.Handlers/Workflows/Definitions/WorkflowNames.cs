using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Workflows;

/// <summary>The names of the workflows that the options have, before their definitions are read.</summary>
internal sealed class WorkflowNames(IOptions<WorkflowOptions> options)
{
    public bool Contains(string name) => options.Value.Definitions.ContainsKey(name);
}
