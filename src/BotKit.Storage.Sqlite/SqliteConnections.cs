using System.Globalization;
using BotKit.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Storage.Sqlite;

/// <summary>Opens connections and checks what they promise.</summary>
internal static class SqliteConnections
{
    /// <summary>How long a statement waits for somebody else's transaction before it is tried anew.</summary>
    private const int BusyMilliseconds = 1_000;

    /// <summary>Opens the connection of the writer.</summary>
    /// <param name="file">The database.</param>
    /// <param name="settings">Settings beside the usual ones, for tests that weaken them.</param>
    /// <exception cref="BotStoreException">Its durability is weaker than it must be.</exception>
    public static SqliteConnection OpenWriter(SqliteFile file, string? settings)
    {
        var connection = new SqliteConnection(file.ConnectionString(SqliteOpenMode.ReadWriteCreate));
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            Execute(connection, "pragma journal_mode = wal");
            Execute(connection, "pragma synchronous = full");
            Execute(connection, "pragma cache_size = -16000");
            Execute(connection, "pragma temp_store = memory");
            Execute(connection, "pragma wal_autocheckpoint = 2000");
            Execute(connection, "pragma journal_size_limit = 67108864");
            if (settings is not null)
            {
                Execute(connection, settings);
            }

            ThrowIfWeak(connection);
            AddFunctions(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(SqliteFile file)
    {
        var connection = new SqliteConnection(file.ConnectionString(SqliteOpenMode.ReadOnly));
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            Execute(connection, "pragma query_only = on");
            AddFunctions(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads back how a connection writes.</summary>
    /// <exception cref="BotStoreException">A commit may be lost with the machine's power.</exception>
    public static void ThrowIfWeak(SqliteConnection connection)
    {
        var journal = Read(connection, "pragma journal_mode");
        var synchronous = Read(connection, "pragma synchronous");
        if (synchronous is not ("2" or "3"))
        {
            throw new BotStoreException(
                $"The SQLite connection has synchronous={synchronous}; what it commits may be lost with the machine's power. It must be FULL.");
        }

        if (!string.Equals(journal, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw new BotStoreException($"The SQLite store has journal_mode={journal}; it must be WAL.");
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    private static void AddFunctions(SqliteConnection connection)
        => connection.CreateFunction(
            "bot_holds",
            static (string? text, string? part) => text is not null && part is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase),
            isDeterministic: true);
}
