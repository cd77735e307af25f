namespace BotKit.AspNetCore.Events;

/// <summary>Something that happened, as every listener is told it.</summary>
/// <param name="Number">Its place in the feed.</param>
/// <param name="Name">What, one of <see cref="EventNames"/>.</param>
/// <param name="Bot">The bot it concerns; <see langword="null"/> when it concerns all.</param>
/// <param name="Json">The rest, as UTF-8 JSON without line breaks.</param>
internal sealed record BotEvent(long Number, string Name, string? Bot, ReadOnlyMemory<byte> Json);
