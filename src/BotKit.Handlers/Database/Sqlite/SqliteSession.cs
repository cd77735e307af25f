using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>
/// One connection with SQLite's defences against hostile files switched on
/// (https://sqlite.org/security.html), whose statements end when a token fires.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for a lock, in milliseconds.</summary>
    public const int LockWait = LockWaitSeconds * 1000;

    private const int OperationsBetweenChecks = 10_000;
    private const int DefensiveOption = 1010; // SQLITE_DBCONFIG_DEFENSIVE
    private const int LockWaitSeconds = 5;

    private readonly CancellationTokenRegistration _interrupt;

    private SqliteSession(SqliteConnection connection, CancellationToken cancellationToken)
    {
        Connection = connection;
        var handle = connection.Handle!;
        raw.sqlite3_progress_handler(handle, OperationsBetweenChecks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        _interrupt = cancellationToken.UnsafeRegister(static state => raw.sqlite3_interrupt((sqlite3)state!), handle);
    }

    public SqliteConnection Connection { get; }

    public sqlite3 Handle => Connection.Handle!;

    /// <summary>Opens an existing file to read; it never creates one.</summary>
    public static SqliteSession OpenReadOnly(string path, CancellationToken cancellationToken)
        => Open(
            path,
            SqliteOpenMode.ReadOnly,
            "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY",
            cancellationToken);

    /// <summary>Opens an existing file that is vouched for, to write; foreign keys hold.</summary>
    public static SqliteSession OpenReadWrite(string path, CancellationToken cancellationToken)
        => Open(path, SqliteOpenMode.ReadWrite, "PRAGMA foreign_keys=ON", cancellationToken);

    /// <summary>Interrupts what runs after some time, until the answer is disposed.</summary>
    public IDisposable InterruptAfter(TimeSpan limit, TimeProvider timeProvider)
        => new SqliteInterruption(Handle, limit, timeProvider);

    private static SqliteSession Open(string path, SqliteOpenMode mode, string settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = LockWaitSeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            _ = raw.sqlite3_db_config(connection.Handle, DefensiveOption, 1, out _);
            _ = raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_ATTACHED, 0);
            _ = raw.sqlite3_busy_timeout(connection.Handle, LockWait);
            connection.Execute(settings);
            return new SqliteSession(connection, cancellationToken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        Connection.Dispose();
    }
}
