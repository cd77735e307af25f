using BotKit.Ledger;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Sqlite;

/// <summary>The database's file, and the lock beside it by which one process owns it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly bool _allowsNetwork;
    private FileStream? _lock;

    public SqliteFile(string connectionString, bool allowsNetwork)
    {
        var given = new SqliteConnectionStringBuilder(connectionString);
        if (given.Mode == SqliteOpenMode.Memory || given.DataSource is "" or ":memory:" || given.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("The store needs a file: give its path as Data Source.");
        }

        Path = RealPath.Of(given.DataSource);
        Password = given.Password;
        _allowsNetwork = allowsNetwork;
    }

    public string Path { get; }

    private string Password { get; }

    public string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = mode,
        Password = Password,
        Pooling = false,
        DefaultTimeout = 5,
    }.ToString();

    /// <summary>Owns the file until disposed, or until the process ends in whatever way.</summary>
    /// <exception cref="BotStoreException">Another process owns it, or it lies where locks cannot be trusted.</exception>
    public void Lock()
    {
        if (_lock is not null)
        {
            return;
        }

        var folder = System.IO.Path.GetDirectoryName(Path)!;
        try
        {
            Directory.CreateDirectory(folder);
            if (!_allowsNetwork && new DriveInfo(folder).DriveType == DriveType.Network)
            {
                throw new BotStoreException(
                    "The SQLite store lies on a network file system, whose locks cannot be trusted. Use a local disk, or allow it in the options.");
            }

            _lock = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BotStoreException(
                "The SQLite store is in use by another process, or its folder cannot be written. One process owns a SQLite store; for several, use PostgreSQL.",
                exception);
        }
    }

    public bool IsSame(string dataSource)
        => dataSource.Length > 0 && string.Equals(
            RealPath.Of(dataSource),
            Path,
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }
}
