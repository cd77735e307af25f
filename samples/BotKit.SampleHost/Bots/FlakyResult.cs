namespace BotKit.SampleHost.Bots;

/// <summary>What happened.</summary>
/// <param name="Attempt">At which attempt it succeeded.</param>
/// <param name="Note">The remark of the input.</param>
public sealed record FlakyResult(int Attempt, string? Note);
