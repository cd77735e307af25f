namespace BotKit.Handlers.Rows;

/// <summary>The text as a whole cannot be read as rows: it is empty, or its header is not one. The message repeats nothing of the text.</summary>
internal sealed class RowTextException(string message) : Exception(message);
