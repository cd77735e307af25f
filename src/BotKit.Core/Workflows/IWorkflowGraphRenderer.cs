namespace BotKit.Workflows;

/// <summary>Draws a workflow's run. BotKit.Handlers registers one together with the workflow bot; another one may be registered instead.</summary>
public interface IWorkflowGraphRenderer
{
    /// <summary>Draws the graph as one SVG document that needs nothing else: no script, no links, all text escaped.</summary>
    /// <param name="graph">The graph.</param>
    string RenderSvg(WorkflowGraph graph);
}
