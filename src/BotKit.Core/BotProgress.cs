namespace BotKit;

/// <summary>How far a run has come.</summary>
/// <param name="Fraction">0 at the start, 1 at the end.</param>
/// <param name="Message">What it is doing, for people.</param>
/// <param name="At">When it was reported.</param>
public sealed record BotProgress(double Fraction, string? Message, DateTimeOffset At);
