namespace BotKit.Handlers;

/// <summary>A template, filled in.</summary>
public sealed record ContentRendering : ContentResult
{
    /// <summary>What the template gave, in Markdown.</summary>
    public required string Markdown { get; init; }

    /// <summary>The same in HTML that nothing can run in.</summary>
    public required string Html { get; init; }

    /// <summary>The same as plain text.</summary>
    public required string Text { get; init; }
}
