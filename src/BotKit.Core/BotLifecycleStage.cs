namespace BotKit;

/// <summary>In which order background work starts; it is drained in the opposite order.</summary>
public enum BotLifecycleStage
{
    /// <summary>Stores: what everything else writes to.</summary>
    Store,

    /// <summary>The node's lease, under which it holds runs.</summary>
    Node,

    /// <summary>What serves the runs.</summary>
    Service,

    /// <summary>What starts runs.</summary>
    Worker,
}
