namespace BotKit.Nodes;

/// <summary>What is known of a node.</summary>
public enum NodeState
{
    /// <summary>It beats.</summary>
    Alive,

    /// <summary>It stopped in order.</summary>
    Left,

    /// <summary>Its lease was taken over: it was killed, hung or lost its store.</summary>
    Lost,
}
