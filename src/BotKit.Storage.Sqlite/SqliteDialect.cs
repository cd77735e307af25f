using System.Data;
using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rollups;
using BotKit.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Sqlite;

/// <summary>SQLite: one file, one process, one writer; readers beside it.</summary>
internal sealed class SqliteDialect(SqliteStoreOptions options, TimeProvider timeProvider) : StoreDialect
{
    public const string StoreName = "SQLite";

    private readonly SqliteFile _file = new(options.ConnectionString, options.AllowNetworkFileSystem);
    private readonly CancellationTokenSource _closed = new();
    private SqliteReaders? _readers;

    public override string Name => StoreName;

    public override bool IsShared => false;

    public override DbType IdType => DbType.Binary;

    /// <summary>Settings that a test gives every writing connection, to weaken it or to bound it.</summary>
    internal string? Settings { get; set; }

    /// <summary>Called after each commit, by a test that loses its answer.</summary>
    internal Action? Committed { get; set; }

    public override ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _file.Lock();
        try
        {
            using var connection = SqliteConnections.OpenWriter(_file, Settings);
            Migrator.Migrate(new SqliteMigrations(connection, this), Migrations.All);
            _readers ??= new SqliteReaders(_file, this, timeProvider, options.Readers);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception)
        {
            _file.Dispose();
            if (exception is SqliteException failure)
            {
                throw new BotStoreException("The SQLite store cannot be opened.", failure);
            }

            throw;
        }
    }

    public override StoreSession OpenSession(TallyBook tallies)
        => new SqliteSession(this, SqliteConnections.OpenWriter(_file, Settings), tallies, timeProvider) { Committed = Committed };

    public override ValueTask<T> ReadAsync<T>(Func<StoreConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => _readers!.ReadAsync(read, cancellationToken);

    public override async ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction is not SqliteTransaction { Connection: { } connection } || !_file.IsSame(connection.DataSource))
        {
            throw new NotSupportedException("The transaction must be an open one of Microsoft.Data.Sqlite on the store's own file.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        SqliteConnections.ThrowIfWeak(connection);
        try
        {
            using var session = new BorrowedSession(this, connection, timeProvider);
            return session.Enqueue(run);
        }
        catch (SqliteException exception)
        {
            throw new BotStoreException("The run could not be written in the given transaction.", exception);
        }
        finally
        {
            _ = WakeAfterAsync((SqliteTransaction)transaction);
            await Task.CompletedTask.ConfigureAwait(false);
        }
    }

    public override StoreFault Classify(Exception exception) => SqliteFaults.Classify(exception);

    public override object ToId(Guid id) => id.ToByteArray(bigEndian: true);

    public override Guid ReadId(DbDataReader reader, int column)
        => reader is SqliteRows rows ? rows.GetGuid(column) : new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public override string Holds(string expression, string text) => $"bot_holds({expression}, {text})";

    public override string Each(string array) => $"json_each({array})";

    public override string Translate(string sql)
        => !sql.Contains('{', StringComparison.Ordinal) ? sql : sql
            .Replace("{id}", "blob", StringComparison.Ordinal)
            .Replace("{bytes}", "blob", StringComparison.Ordinal)
            .Replace("{text}", "text", StringComparison.Ordinal)
            .Replace("{int}", "integer", StringComparison.Ordinal)
            .Replace("{small}", "integer", StringComparison.Ordinal)
            .Replace("{real}", "real", StringComparison.Ordinal)
            .Replace("{auto}", "integer primary key autoincrement", StringComparison.Ordinal)
            .Replace("{wide}", "", StringComparison.Ordinal)
            .Replace("{narrow}", "without rowid", StringComparison.Ordinal)
            .Replace("{plain}", "", StringComparison.Ordinal)
            .Replace("{ordinal}", "collate binary", StringComparison.Ordinal);

    public override async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        if (_readers is { } readers)
        {
            await readers.DisposeAsync().ConfigureAwait(false);
        }

        _file.Dispose();
        _closed.Dispose();
    }

    // SQLite does not say when somebody else's transaction commits, so it is watched; the idle worker's own poll is the safety net.
    private async Task WakeAfterAsync(SqliteTransaction transaction)
    {
        var pause = TimeSpan.FromMilliseconds(1);
        var clock = TimeProvider.System;
        try
        {
            for (var start = clock.GetTimestamp(); transaction.Connection is not null && clock.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
            {
                await Task.Delay(pause, clock, _closed.Token).ConfigureAwait(false);
                pause = pause * 2 < TimeSpan.FromMilliseconds(50) ? pause * 2 : TimeSpan.FromMilliseconds(50);
            }

            Heard?.Invoke();
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The store is closed.
        }
    }
}
