namespace BotKit.Queue;

/// <summary>How many runs of one bot a node could start at once.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Free">How many, from 1.</param>
/// <param name="PayloadVersion">The newest version of its input that the node reads.</param>
/// <param name="MaxRunning">Runs of the bot that may be running on all nodes together; <see langword="null"/> for no limit.</param>
public readonly record struct BotSlots(string Bot, int Free, int PayloadVersion = 1, int? MaxRunning = null);
