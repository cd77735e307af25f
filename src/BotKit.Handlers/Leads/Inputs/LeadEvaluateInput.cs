namespace BotKit.Handlers;

/// <summary>Asks how good a model is on leads whose outcome is known by now; the answer is a <see cref="LeadEvaluation"/>.</summary>
public sealed record LeadEvaluateInput : LeadInput
{
    /// <summary>The name of the model. Default <c>leads</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The version of the model, from 1. Default the newest.</summary>
    public int? Version { get; init; }

    /// <summary>The column of the outcome. Default the one that the model was trained for.</summary>
    public string? Target { get; init; }
}
