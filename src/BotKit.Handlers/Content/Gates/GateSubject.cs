namespace BotKit.Handlers.Content;

/// <summary>What gates look at.</summary>
internal sealed record GateSubject
{
    public required ContentKind Kind { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string MetaDescription { get; init; }

    public required string Slug { get; init; }

    public required string? Keyphrase { get; init; }

    public required MarkdownFacts Facts { get; init; }

    public required ContentReadability Readability { get; init; }

    public required ContentVoice? Voice { get; init; }

    /// <summary>The earlier piece that is most like it.</summary>
    public required SimilarPiece? Similar { get; init; }

    public required ContentGateOptions Asked { get; init; }

    /// <summary>Whether it is a page that people search for.</summary>
    public bool IsPage => Kind is ContentKind.BlogPost or ContentKind.PressNote;

    /// <summary>All that readers see.</summary>
    public string Everything => string.Join('\n', [Title, MetaDescription, Facts.Text, .. Facts.Images, .. Facts.Hints]);
}
