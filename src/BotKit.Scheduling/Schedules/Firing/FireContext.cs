using BotKit.Execution;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>What is known of a schedule beside what the store says.</summary>
/// <param name="Timing">Its due instants.</param>
/// <param name="Unready">Why its bot would not run now: <see cref="BotSkipReason.Disabled"/>, <see cref="BotSkipReason.Paused"/>, <see cref="BotSkipReason.Circuit"/>, or <see langword="null"/>.</param>
/// <param name="MaxLost">How often its runs may be lost.</param>
/// <param name="MaxQueued">How many runs of its bot may wait.</param>
internal readonly record struct FireContext(
    ScheduleTiming Timing, BotSkipReason? Unready = null, int MaxLost = BotDefaults.MaxLost, int MaxQueued = BotDefaults.MaxQueued)
{
    public static FireContext Of(ScheduleTiming timing, BotRunner bot)
    {
        var options = bot.Runtime.Options;
        BotSkipReason? unready = !options.Enabled ? BotSkipReason.Disabled
            : bot.Runtime.Pause.Current is not null ? BotSkipReason.Paused
            // Half open, it waits for a run that shall be its probe.
            : bot.Runtime.Circuit.Position is CircuitPosition.Open or CircuitPosition.Isolated ? BotSkipReason.Circuit
            : null;
        return new(timing, unready, options.Repeatable ? options.Queue.MaxLost : 1, options.Queue.MaxQueued);
    }
}
