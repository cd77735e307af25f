namespace BotKit.Ledger;

/// <summary>Refusals of one bot for one reason within one minute.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Code">Why, one of <see cref="BotErrorCodes"/>.</param>
/// <param name="Minute">The minute's start.</param>
/// <param name="Count">How many, exactly.</param>
public sealed record RefusalRecord(string Bot, string Code, DateTimeOffset Minute, long Count);
