namespace BotKit.State;

/// <summary>Keeps each bot's pause and circuit. Writes are compare-and-set on the version.</summary>
public interface IBotStateStore
{
    /// <summary>Whether other processes write to the same store, so that a node must look for their changes.</summary>
    bool IsShared { get; }

    /// <summary>Reads the state of one bot.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The state; <see cref="BotStateRecord.Initial"/> when nothing was written yet.</returns>
    ValueTask<BotStateRecord> ReadAsync(string bot, CancellationToken cancellationToken);

    /// <summary>Reads the states of all bots of which something was written.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyDictionary<string, BotStateRecord>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Writes the state of one bot if nobody wrote since it was read.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="state">The new state; its version must be one above the stored one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was written.</returns>
    ValueTask<bool> TryWriteAsync(string bot, BotStateRecord state, CancellationToken cancellationToken);
}
