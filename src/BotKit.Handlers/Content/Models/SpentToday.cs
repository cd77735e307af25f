namespace BotKit.Handlers.Content.Models;

/// <summary>What the bot's runs used on a day, reservations of calls on their way included, and what the latest runs used by themselves.</summary>
internal sealed record SpentToday(DateOnly Day, long Tokens, decimal Cost, List<RunUse> Runs);
