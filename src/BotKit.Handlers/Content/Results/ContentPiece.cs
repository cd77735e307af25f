namespace BotKit.Handlers;

/// <summary>A piece, in every form that one may need.</summary>
public sealed record ContentPiece
{
    /// <summary>The language, as a two-letter code.</summary>
    public required string Language { get; init; }

    /// <summary>Which variant, from 1.</summary>
    public required int Variant { get; init; }

    /// <summary>The title, as plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The description for search engines, as plain text.</summary>
    public required string MetaDescription { get; init; }

    /// <summary>The last part of an address: small letters, digits and hyphens.</summary>
    public required string Slug { get; init; }

    /// <summary>The body in Markdown.</summary>
    public required string Markdown { get; init; }

    /// <summary>The body in HTML that nothing can run in.</summary>
    public required string Html { get; init; }

    /// <summary>The body as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Title, description, slug, date, language and keyphrase as YAML front matter.</summary>
    public required string FrontMatter { get; init; }

    /// <summary>What wrote it: <c>templates</c>, <c>model</c>, or the name of your own engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Why templates wrote it and not the model, as an error code; <see langword="null"/> when nothing stood in the way.</summary>
    public required string? DegradedBy { get; init; }

    /// <summary>How the model was asked, when it was.</summary>
    public required ContentModelCall? Model { get; init; }

    /// <summary>What the gates say.</summary>
    public required ContentReport Report { get; init; }
}
