namespace BotKit.Handlers;

/// <summary>How many words a piece may have.</summary>
/// <param name="Min">At least.</param>
/// <param name="Max">At most.</param>
public sealed record ContentLength(int Min, int Max);
