namespace BotKit.Handlers;

/// <summary>A piece as an engine wrote it.</summary>
public sealed record ContentDraft
{
    /// <summary>The title, as plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The description for search engines, as plain text.</summary>
    public required string MetaDescription { get; init; }

    /// <summary>The body in Markdown.</summary>
    public required string Markdown { get; init; }

    /// <summary>What wrote it, where that is not the engine that was asked. Default the engine's name.</summary>
    public string? Engine { get; init; }

    /// <summary>Why another engine wrote it, as an error code. Default nothing.</summary>
    public string? DegradedBy { get; init; }

    /// <summary>How the model was asked. Default it was not.</summary>
    public ContentModelCall? Model { get; init; }
}
