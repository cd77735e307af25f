namespace BotKit.Queue;

/// <summary>How much of one bot waits and runs, on all nodes.</summary>
/// <param name="Bot">The bot's name.</param>
/// <param name="Scheduled">Runs that are not due yet.</param>
/// <param name="Queued">Runs that are due and wait.</param>
/// <param name="Running">Runs that nodes hold.</param>
/// <param name="OldestDue">How long the longest waiting run has been due; <see langword="null"/> when none waits.</param>
public sealed record QueueDepth(string Bot, long Scheduled, long Queued, long Running, TimeSpan? OldestDue);
