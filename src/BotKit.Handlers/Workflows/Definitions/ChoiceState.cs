namespace BotKit.Handlers.Workflows;

internal sealed class ChoiceState : State
{
    public override string Type => "Choice";

    public required IReadOnlyList<ChoiceRule> Choices { get; init; }

    public string? Default { get; init; }
}
