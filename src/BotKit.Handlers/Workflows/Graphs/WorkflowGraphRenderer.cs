using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Draws a workflow's run in layers, from its start downwards; what is inside of a Parallel or Map stands in its box.</summary>
internal sealed class WorkflowGraphRenderer : IWorkflowGraphRenderer
{
    public string RenderSvg(WorkflowGraph graph) => SvgGraphWriter.Write(graph, GraphLayout.Of(graph));
}
