namespace BotKit;

/// <summary>What a run left behind, to go on from.</summary>
/// <param name="Step">The step's name, unique within the run, at most 200 characters.</param>
/// <param name="Json">What it came to, as UTF-8 JSON.</param>
public sealed record BotCheckpoint(string Step, ReadOnlyMemory<byte> Json);
