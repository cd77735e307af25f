using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Workflows;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A workflow's run: its states and the ways between them. Durations are milliseconds.</summary>
internal sealed record WorkflowGraphBody(
    Guid ExecutionId,
    string Bot,
    string? Workflow,
    string? Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] BotStatus? Status,
    string? Error,
    BotPause? Pause,
    long Steps,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string StartAt,
    IReadOnlyList<WorkflowNodeBody> Nodes,
    IReadOnlyList<WorkflowEdgeBody> Edges)
{
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;

    public static WorkflowGraphBody Of(WorkflowGraph graph)
        => new(
            graph.ExecutionId,
            graph.Bot,
            graph.Workflow,
            graph.Version,
            graph.Status,
            graph.Error,
            graph.Pause,
            graph.Steps,
            graph.StartedAt,
            graph.EndedAt,
            graph.StartAt,
            [.. graph.Nodes.Select(WorkflowNodeBody.Of)],
            [.. graph.Edges.Select(static edge => new WorkflowEdgeBody(edge.From, edge.To, edge.Kind, edge.Label, edge.Taken))]);
}

internal sealed record WorkflowEdgeBody(string From, string To, WorkflowEdgeKind Kind, string? Label, long Taken);

/// <summary>A state. Input and output are JSON text, masked and perhaps cut.</summary>
internal sealed record WorkflowNodeBody(
    string Name,
    string Type,
    WorkflowNodeState State,
    string? Parent,
    int Branch,
    string? Resource,
    string? Comment,
    bool IsEnd,
    long Entries,
    long Retries,
    double TimeSpent,
    DateTimeOffset? EnteredAt,
    DateTimeOffset? DueAt,
    string? Signal,
    string? Error,
    string? Input,
    string? Output)
{
    public static WorkflowNodeBody Of(WorkflowNode node)
        => new(
            node.Name,
            node.Type,
            node.State,
            node.Parent,
            node.Branch,
            node.Resource,
            node.Comment,
            node.IsEnd,
            node.Entries,
            node.Retries,
            Milliseconds.Of(node.TimeSpent),
            node.EnteredAt,
            node.DueAt,
            node.Signal,
            node.Error,
            node.Input,
            node.Output);
}
