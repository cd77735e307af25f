using BotKit.Storage.Sqlite;
using BotKit.Storage.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Tests.Sqlite;

/// <summary>SQLite stores in one folder.</summary>
internal sealed class SqliteLedgers : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string ConnectionString => $"Data Source={_folder.File("ledger.db")}";

    /// <param name="settings">Settings of every writing connection beside the usual ones.</param>
    /// <param name="change">Changes the options.</param>
    /// <param name="logger">The log.</param>
    /// <param name="committed">Called after each commit; what it throws loses the answer.</param>
    public OpenStore Open(string? settings = null, Action<SqliteStoreOptions>? change = null, ILogger? logger = null, Action? committed = null)
    {
        var options = new SqliteStoreOptions { ConnectionString = ConnectionString };
        change?.Invoke(options);
        return new OpenStore(new SqliteDialect(options, TimeProvider.System) { Settings = settings, Committed = committed }, options, logger: logger);
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }

    public long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Dispose();
}
