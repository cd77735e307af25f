namespace BotKit.Schedules;

/// <summary>What happens with a due instant of a schedule while an earlier run of the same schedule has not ended. A run that waits in the queue counts as one that has not.</summary>
public enum BotOverlapPolicy
{
    /// <summary>The instant is skipped, and its occurrence says so. The default.</summary>
    Skip,

    /// <summary>The instant waits until the earlier run has ended: the runs of the schedule follow one another.</summary>
    Queue,

    /// <summary>The instant gets its run at once, beside the earlier one.</summary>
    Allow,
}
