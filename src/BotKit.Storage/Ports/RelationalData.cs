using BotKit.Ledger;
using BotKit.Storage.Keeping;

namespace BotKit.Storage.Ports;

internal sealed class RelationalData(RelationalStore store) : IBotDataStore
{
    private const int MaxKey = 200;
    private const int MaxContent = 16 << 20;

    public async ValueTask<KeptValue?> ReadAsync(string bot, string key, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => DataStatements.FindAsync(connection, bot, key, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<long?> TryWriteAsync(
        string bot, string key, ReadOnlyMemory<byte> content, long expectedVersion, TimeSpan? keepFor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxContent, nameof(content));
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return await store.WriteAsync(new DataWrite(Guid.CreateVersion7(store.TimeProvider.GetUtcNow()), bot, key, content, expectedVersion, keepFor), DataStatements.Write, cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string bot, string key, CancellationToken cancellationToken)
        => await store.WriteAsync((bot, key), DataStatements.Delete, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<string>> ListKeysAsync(
        string bot, string prefix, string? after, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return await store.ReadAsync(
            (connection, token) => DataStatements.ListKeysAsync(connection, bot, prefix, after, count, token), cancellationToken).ConfigureAwait(false);
    }
}
