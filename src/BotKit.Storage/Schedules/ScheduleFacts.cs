using BotKit.Schedules;

namespace BotKit.Storage.Schedules;

/// <summary>What is known of a schedule beside its row.</summary>
/// <param name="OpenRuns">Its runs that have not ended.</param>
/// <param name="Waiting">Its instants that wait.</param>
/// <param name="NextWaiting">The earliest of them.</param>
/// <param name="Latest">Its latest occurrence.</param>
internal sealed record ScheduleFacts(int OpenRuns, int Waiting, BotOccurrence? NextWaiting, BotOccurrence? Latest);
