namespace BotKit.Schedules;

/// <summary>What came of a fire.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Fired">How many schedules were dealt with. Where more are due, <paramref name="NextDue"/> is zero or less.</param>
/// <param name="NextDue">In how long the next schedule of the node's bots must be looked at; <see langword="null"/> when none must. Zero or less: at once.</param>
public sealed record ScheduleFireBatch(DateTimeOffset Now, int Fired, TimeSpan? NextDue);
