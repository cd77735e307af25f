namespace BotKit.Handlers.Workflows;

/// <summary>Where to go on after an error.</summary>
/// <remarks>Amazon States Language, "Fallback states".</remarks>
internal sealed class Catcher
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public required string Next { get; init; }

    public PathField ResultPath { get; init; } = PathField.Whole;

    public PayloadTemplate.Members? Assign { get; init; }
}
