namespace BotKit.Handlers.Content.Models;

/// <summary>What one run used in all its attempts.</summary>
internal sealed record RunUse(Guid Run, long Tokens, decimal Cost);
