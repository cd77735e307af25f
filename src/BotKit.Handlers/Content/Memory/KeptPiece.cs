namespace BotKit.Handlers.Content;

/// <summary>What is remembered of a piece: enough to notice another like it, and not its text.</summary>
internal sealed record KeptPiece(Guid Run, int Variant, string Title, DateTimeOffset At, byte[] Mark);
