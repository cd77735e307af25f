namespace BotKit.Handlers;

/// <summary>Asks how good a text is; the answer is a <see cref="ContentCheck"/>. Nothing is kept.</summary>
public sealed record ContentCheckInput : ContentInput
{
    /// <summary>The text in Markdown, 1 to 100,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>What kind of piece it is, which says how long it may be. Default <see cref="ContentKind.BlogPost"/>.</summary>
    public ContentKind? Kind { get; init; }

    /// <summary>Its language, as a two-letter code. Default <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The title, at most 300 characters. Default the first heading of level 1.</summary>
    public string? Title { get; init; }

    /// <summary>The description for search engines, at most 1,000 characters. Default none.</summary>
    public string? MetaDescription { get; init; }

    /// <summary>The last part of the address, at most 200 characters. Default made of the title.</summary>
    public string? Slug { get; init; }

    /// <summary>The phrase that people search for, at most 100 characters. Default none: what asks for it is skipped.</summary>
    public string? Keyphrase { get; init; }
}
