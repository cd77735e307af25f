namespace BotKit.DependencyInjection;

/// <summary>One value in a bot's configuration section.</summary>
/// <param name="Path">Its full path, for messages.</param>
/// <param name="Key">Its path below the bot's section; empty for a value of the section itself.</param>
/// <param name="Value">Its text; <see langword="null"/> for JSON's null and for an empty object.</param>
internal sealed record OptionLeaf(string Path, string Key, string? Value);
