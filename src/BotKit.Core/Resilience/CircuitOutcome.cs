namespace BotKit.Resilience;

/// <summary>What a run's end means for its circuit.</summary>
internal enum CircuitOutcome
{
    /// <summary>Resets the count; closes after a probe.</summary>
    Success,

    /// <summary>Counts; opens again after a probe.</summary>
    Failure,

    /// <summary>Neither counts nor resets; frees the probe's place.</summary>
    Neutral,
}
