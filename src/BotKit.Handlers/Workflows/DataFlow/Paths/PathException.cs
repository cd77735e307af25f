namespace BotKit.Handlers.Workflows;

/// <summary>A path or intrinsic call is not well-formed; the message is for people.</summary>
internal sealed class PathException(string message) : Exception(message);
