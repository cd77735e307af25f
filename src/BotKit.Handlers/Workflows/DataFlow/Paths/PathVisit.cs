using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One evaluation of a path: its root for filters, and how much it may still look at.</summary>
internal sealed class PathVisit(JsonNode? root)
{
    private int _left = WorkflowDefaults.MaxPathVisits;

    public JsonNode? Root => root;

    public void Count()
    {
        if (--_left < 0)
        {
            throw StateFailureException.Runtime($"A path looks at more than {WorkflowDefaults.MaxPathVisits} values.");
        }
    }
}
