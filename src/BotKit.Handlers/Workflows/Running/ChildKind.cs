using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What a frame inside another is.</summary>
/// <param name="Item">The item of a Map that it works on.</param>
/// <param name="Definition">The workflow that it is, where it is a whole one.</param>
/// <param name="StartAt">Where it begins, where that is not the machine's start.</param>
internal sealed record ChildKind((int Index, JsonNode? Value)? Item = null, WorkflowDefinition? Definition = null, string? StartAt = null)
{
    public static readonly ChildKind Branch = new();
}
