namespace BotKit.Handlers.Content.Models;

/// <summary>Tokens and what they cost.</summary>
internal readonly record struct ModelUse(long InputTokens, long OutputTokens, decimal Cost)
{
    public long Tokens => InputTokens + OutputTokens;
}
