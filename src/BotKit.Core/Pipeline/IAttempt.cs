namespace BotKit.Pipeline;

/// <summary>Something that can call the bot's code once more.</summary>
internal interface IAttempt
{
    ValueTask RepeatAsync(BotRun run);
}
