namespace BotKit.Schedules;

/// <summary>What became of a due instant.</summary>
public enum BotOccurrenceState
{
    /// <summary>It got a run.</summary>
    Ran,

    /// <summary>It gets a run once the earlier run of its schedule has ended.</summary>
    Waiting,

    /// <summary>It got no run.</summary>
    Skipped,
}
