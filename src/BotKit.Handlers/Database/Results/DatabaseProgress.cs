namespace BotKit.Handlers;

/// <summary>How far a long operation on a database has come.</summary>
/// <param name="Fraction">0 at the start, 1 at the end.</param>
/// <param name="Message">What it is doing, for people.</param>
public readonly record struct DatabaseProgress(double Fraction, string Message);
