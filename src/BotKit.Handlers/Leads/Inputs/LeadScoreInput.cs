namespace BotKit.Handlers;

/// <summary>Asks for the probability of success of each lead, with its reasons; the answer is a <see cref="LeadScoring"/>.</summary>
public sealed record LeadScoreInput : LeadInput
{
    /// <summary>The name of the model. Default <c>leads</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The version of the model, from 1. Default the newest.</summary>
    public int? Version { get; init; }

    /// <summary>How many reasons each lead gets at most, 0 to 5. Default 3.</summary>
    public int? Reasons { get; init; }
}
