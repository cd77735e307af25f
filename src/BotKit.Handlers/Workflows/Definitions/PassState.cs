using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

internal sealed class PassState : State
{
    public override string Type => "Pass";

    public bool HasResult { get; init; }

    public JsonNode? Result { get; init; }
}
