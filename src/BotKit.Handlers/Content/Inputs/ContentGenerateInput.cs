namespace BotKit.Handlers;

/// <summary>Asks for pieces written from a brief, one per language and variant; the answer is a <see cref="ContentGeneration"/>.</summary>
public sealed record ContentGenerateInput : ContentInput
{
    /// <summary>What kind of piece.</summary>
    public required ContentKind Kind { get; init; }

    /// <summary>What the pieces are to say.</summary>
    public required ContentBrief Brief { get; init; }

    /// <summary>The languages, as two-letter codes; 1 to 5, each once. Templates come in <c>en</c> and <c>de</c>. Default <c>en</c>.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>How many variants in each language, 1 to 5. Default 1.</summary>
    public int? Variants { get; init; }

    /// <summary>What writes. Default <see cref="ContentEngine.Default"/>.</summary>
    public ContentEngine? Engine { get; init; }

    /// <summary>Chooses among the phrases of a template; the same seed gives the same text. Default 1.</summary>
    public int? Seed { get; init; }

    /// <summary>Tokens that this run may use beyond its budget, 1 to 1,000,000, where the options say to ask. Default none.</summary>
    public int? ApprovedTokens { get; init; }

    /// <summary>Whether the pieces are remembered, so that later ones like them are noticed. Default <see langword="true"/>.</summary>
    public bool? Remember { get; init; }
}
