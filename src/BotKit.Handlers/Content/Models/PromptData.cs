namespace BotKit.Handlers.Content.Models;

/// <summary>What a model is told as data: the brief and nothing else.</summary>
internal sealed record PromptData(
    string Topic,
    string? Title,
    string? Audience,
    string? Benefit,
    IReadOnlyList<string>? KeyPoints,
    string? Keyphrase,
    string? CallToAction,
    string? Quote,
    string? QuoteBy,
    string? Contact);
