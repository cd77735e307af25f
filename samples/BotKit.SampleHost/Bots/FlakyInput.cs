namespace BotKit.SampleHost.Bots;

/// <summary>Chooses what happens.</summary>
/// <param name="Behaviour">What to do.</param>
/// <param name="Note">A remark that comes back in the result, at most 200 characters.</param>
public sealed record FlakyInput(FlakyBehaviour Behaviour, string? Note = null);
