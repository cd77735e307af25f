namespace BotKit.Handlers;

/// <summary>How good a text is.</summary>
public sealed record ContentCheck : ContentResult
{
    /// <summary>What the gates say.</summary>
    public required ContentReport Report { get; init; }
}
