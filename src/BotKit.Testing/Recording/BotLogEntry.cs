using Microsoft.Extensions.Logging;

namespace BotKit.Testing;

/// <summary>One line of the log.</summary>
/// <param name="Level">How serious.</param>
/// <param name="Category">Who wrote it; a bot's own logger is <c>BotKit.Bots.{name}</c>.</param>
/// <param name="EventId">Which message.</param>
/// <param name="Message">The text.</param>
/// <param name="Exception">What was logged with it.</param>
/// <param name="Values">The values of the text's placeholders, by name.</param>
/// <param name="ExecutionId">The run during which it was written; <see langword="null"/> outside of one.</param>
public sealed record BotLogEntry(
    LogLevel Level,
    string Category,
    EventId EventId,
    string Message,
    Exception? Exception,
    IReadOnlyDictionary<string, object?> Values,
    Guid? ExecutionId);
