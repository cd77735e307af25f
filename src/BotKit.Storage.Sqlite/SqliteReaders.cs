using System.Collections.Concurrent;
using BotKit.Storage.Dialect;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Storage.Sqlite;

/// <summary>A few connections that only read. Reads run on the thread pool, since SQLite blocks its caller.</summary>
internal sealed class SqliteReaders(SqliteFile file, SqliteDialect dialect, TimeProvider timeProvider, int count) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(count, count);
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _isDisposed;

    public async ValueTask<T> ReadAsync<T>(Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => ReadCoreAsync(read, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        for (var i = 0; i < count; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _free.Release(count);
    }

    private async Task<T> ReadCoreAsync<T>(Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_idle.TryTake(out var reader))
        {
            reader = new SqliteReader(dialect, SqliteConnections.OpenReader(file), timeProvider);
        }

        try
        {
            var result = await read(reader, cancellationToken).ConfigureAwait(false);
            _idle.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private sealed class SqliteReader(SqliteDialect dialect, SqliteConnection connection, TimeProvider timeProvider) : StoreConnection(dialect, connection)
    {
        public override long Now => timeProvider.GetUtcNow().ToUnixTimeMilliseconds();

        public override IDisposable? InterruptWith(CancellationToken cancellationToken)
            => cancellationToken.UnsafeRegister(static state => raw.sqlite3_interrupt(((SqliteConnection)state!).Handle), connection);
    }
}
