namespace BotKit.Handlers;

/// <summary>The record of a piece that a model was asked for.</summary>
public sealed record ContentModelCall
{
    /// <summary>The model's id, as the model's server tells it, else as it was asked for.</summary>
    public required string ModelId { get; init; }

    /// <summary>The version of the instructions.</summary>
    public required string PromptVersion { get; init; }

    /// <summary>SHA-256 of instructions and data, in hexadecimal.</summary>
    public required string PromptSha256 { get; init; }

    /// <summary>Instructions and data, as they were sent first.</summary>
    [Sensitive]
    public required string Prompt { get; init; }

    /// <summary>How often it was asked: 2 with a repair.</summary>
    public required int Rounds { get; init; }

    /// <summary>What was wrong with the first answer, when there was a repair.</summary>
    public required IReadOnlyList<string> Repaired { get; init; }

    /// <summary>Tokens of all rounds that went in.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of all rounds that came out.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Whether the server told the tokens; else they are an estimate on the high side.</summary>
    public required bool TokensTold { get; init; }

    /// <summary>What it cost by the prices of the options, in their currency.</summary>
    public required decimal Cost { get; init; }
}
