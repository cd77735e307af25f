namespace BotKit.Schedules;

/// <summary>
/// What happens with instants that could not be honoured: nobody fired them within <see cref="BotScheduleDefinition.MissedAfter"/>,
/// or the bot was paused, disabled, or its circuit not closed.
/// </summary>
public enum BotMissedRunPolicy
{
    /// <summary>They are skipped.</summary>
    Skip,

    /// <summary>The latest of them gets a run, the others are skipped. The default.</summary>
    RunOnce,

    /// <summary>The latest of them, up to <see cref="BotScheduleDefinition.CatchUpLimit"/>, get a run each, one after another; the others are skipped.</summary>
    CatchUp,
}
