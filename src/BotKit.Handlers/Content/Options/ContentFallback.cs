namespace BotKit.Handlers;

/// <summary>What happens when a model does not give a piece.</summary>
public enum ContentFallback
{
    /// <summary>The run fails.</summary>
    Fail,

    /// <summary>Templates write the piece, and it says so.</summary>
    Templates,
}
