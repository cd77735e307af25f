using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>With what a run begins.</summary>
/// <param name="Input">The input of the execution.</param>
/// <param name="Data">What its first state gets.</param>
internal sealed record WorkflowOrigin(JsonNode? Input, JsonNode? Data)
{
    /// <summary>The first state, where it is not the workflow's own.</summary>
    public string? State { get; init; }

    /// <summary>The version of an earlier run.</summary>
    public string? Version { get; init; }

    public JsonObject? Variables { get; init; }
}
