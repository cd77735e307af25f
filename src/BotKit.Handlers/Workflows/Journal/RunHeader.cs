using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What the first checkpoint of a run says about it, and each later one again.</summary>
/// <param name="Workflow">The name of its workflow.</param>
/// <param name="Version">The version that it keeps.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Input">The input of the execution where it is not the run's: of a workflow inside another, and of the run from which it was begun again.</param>
internal sealed record RunHeader(string Workflow, string Version, DateTimeOffset StartedAt, JsonNode? Input = null);
