namespace BotKit.Chaos.Checking;

/// <summary>What the checker must know of the test.</summary>
/// <param name="Limited">The bot with a limit.</param>
/// <param name="Limit">Its runs in progress at most.</param>
/// <param name="Poison">The bot whose runs end their process.</param>
/// <param name="Clock">How far the clocks of processes may differ, in milliseconds.</param>
internal sealed record ChaosRules(string Limited, int Limit, string Poison, long Clock = 2);
