namespace BotKit;

/// <summary>An input that is still text.</summary>
/// <param name="Utf8">UTF-8 JSON.</param>
internal readonly record struct JsonInput(ReadOnlyMemory<byte> Utf8);
