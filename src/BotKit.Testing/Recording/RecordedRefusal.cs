namespace BotKit.Testing;

/// <summary>One refusal at the door, as the ledger was told of it.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Code">Why, one of <see cref="BotErrorCodes"/>.</param>
/// <param name="At">When.</param>
public sealed record RecordedRefusal(string Bot, string Code, DateTimeOffset At);
