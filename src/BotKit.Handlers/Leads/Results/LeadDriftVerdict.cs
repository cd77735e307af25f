namespace BotKit.Handlers;

/// <summary>What a difference between leads means.</summary>
public enum LeadDriftVerdict
{
    /// <summary>No difference that matters: a PSI below 0.1.</summary>
    Stable,

    /// <summary>A difference to keep an eye on: a PSI from 0.1 to 0.25.</summary>
    Moderate,

    /// <summary>These are other leads: a PSI above 0.25. Evaluate the model, and train it again.</summary>
    Strong,
}
