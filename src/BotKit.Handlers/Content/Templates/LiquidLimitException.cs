namespace BotKit.Handlers.Content.Templates;

/// <summary>A template used up what it may.</summary>
internal sealed class LiquidLimitException(string how) : Exception(how);
