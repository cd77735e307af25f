namespace BotKit;

/// <summary>What is wrong with an option.</summary>
/// <param name="Key">Its configuration key below the bot's section, such as <c>Retry:MaxRetries</c>; empty when it is not known.</param>
/// <param name="Problem">A sentence.</param>
/// <param name="OtherKey">The key of the option it does not fit; <see langword="null"/> when it is wrong by itself.</param>
internal readonly record struct OptionFailure(string Key, string Problem, string? OtherKey = null);
