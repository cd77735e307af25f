using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>Asks what is wrong with a definition; the answer is a <see cref="WorkflowValidation"/>. Nothing runs.</summary>
public sealed record WorkflowValidateInput : WorkflowInput
{
    /// <summary>The name of a workflow.</summary>
    public string? Workflow { get; init; }

    /// <summary>Or a definition.</summary>
    public JsonElement? Definition { get; init; }
}
