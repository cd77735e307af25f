namespace BotKit;

/// <summary>Why a bot is stopped.</summary>
/// <param name="Reason">Why, for people.</param>
/// <param name="By">Who, or <c>botkit</c> after a critical error.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when; <see langword="null"/> until it is resumed.</param>
public sealed record BotPause(string Reason, string By, DateTimeOffset Since, DateTimeOffset? Until);
