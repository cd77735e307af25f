namespace BotKit.Ledger;

/// <summary>What bots keep between runs: versioned bytes by bot and key.</summary>
public interface IBotDataStore
{
    /// <summary>Reads a value.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key, at most 200 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value, or <see langword="null"/>.</returns>
    ValueTask<KeptValue?> ReadAsync(string bot, string key, CancellationToken cancellationToken);

    /// <summary>Writes a value if nobody wrote since it was read.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key, at most 200 characters.</param>
    /// <param name="content">The bytes, at most 16 MiB.</param>
    /// <param name="expectedVersion">The version that was read; 0 for a key that must not exist.</param>
    /// <param name="keepFor">How long it is kept after this write; <see langword="null"/> for ever.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The new version; <see langword="null"/> when somebody else wrote.</returns>
    ValueTask<long?> TryWriteAsync(
        string bot, string key, ReadOnlyMemory<byte> content, long expectedVersion, TimeSpan? keepFor, CancellationToken cancellationToken);

    /// <summary>Deletes a value.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DeleteAsync(string bot, string key, CancellationToken cancellationToken);

    /// <summary>Lists a bot's keys in ordinal order.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="prefix">What they begin with; empty for all.</param>
    /// <param name="after">Only keys after this one, or <see langword="null"/>.</param>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> ListKeysAsync(string bot, string prefix, string? after, int count, CancellationToken cancellationToken);
}
