namespace BotKit.Storage.Commands;

/// <summary>What a command does. The commands of one transaction are done kind by kind, in this order.</summary>
internal enum CommandKind
{
    /// <summary>A node's lease is renewed; these go first, so that load costs no lease.</summary>
    Beat,

    /// <summary>A run ends.</summary>
    End,

    /// <summary>A run is given back.</summary>
    Release,

    /// <summary>Lines of a run, written behind.</summary>
    Log,

    /// <summary>A run that has ended, written behind.</summary>
    Record,

    /// <summary>Refusals of a minute, written behind.</summary>
    Refusal,

    /// <summary>Everything that is not hot: one delegate over shared SQL.</summary>
    Cold,

    /// <summary>A direct run begins.</summary>
    Begin,

    /// <summary>Runs are submitted.</summary>
    Enqueue,

    /// <summary>A node asks for runs; last, so that it sees what was released and submitted with it.</summary>
    Claim,
}
