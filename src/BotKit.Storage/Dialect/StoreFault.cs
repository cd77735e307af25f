namespace BotKit.Storage.Dialect;

/// <summary>What a driver's exception means for the transaction in which it was thrown.</summary>
internal enum StoreFault
{
    /// <summary>Something in a row: the batch is split until only that row's command fails.</summary>
    Data,

    /// <summary>
    /// Serialization failure, deadlock, a lock that others hold: rolled back for certain; the same batch is tried again, then
    /// split until only what others hold up waits by itself.
    /// </summary>
    Conflict,

    /// <summary>The store is full or read-only: rolled back for certain, and worth trying again later on the same connection.</summary>
    Full,

    /// <summary>The connection or the store is gone. Thrown by a commit, this leaves its outcome unknown.</summary>
    Lost,
}
