using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Analytics;

/// <summary>
/// The rows of a source in a temporary database of SQLite, which is a file without a name: it takes disk rather than memory, and is gone
/// with this object or the process.
/// </summary>
internal sealed class RowTable : IDisposable
{
    private const int Interrupted = 9;

    private readonly SqliteConnection _connection;

    private RowTable(SqliteConnection connection, RowDemand demand)
    {
        _connection = connection;
        Demand = demand;
    }

    public RowDemand Demand { get; }

    public sqlite3 Handle => _connection.Handle!;

    public static RowTable Create(RowDemand demand)
    {
        var connection = new SqliteConnection("Data Source=;Pooling=False");
        try
        {
            connection.Open();
            var table = new RowTable(connection, demand);
            table.Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768; PRAGMA temp_store=1; PRAGMA locking_mode=EXCLUSIVE");
            var columns = string.Concat(demand.Columns.Select(static column => $", {column.Sql} {(column.IsNumber ? "REAL" : "TEXT")}"));
            table.Execute($"CREATE TABLE r ({RowDemand.Time} INTEGER, {RowDemand.Month} INTEGER{columns})");
            return table;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement that was compiled here.</summary>
    /// <param name="sql">The statement; its parameters are those of the demand.</param>
    /// <param name="read">Takes each row of its result.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public void Query(string sql, Action<SqliteDataReader> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in Demand.Values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var interrupt = cancellationToken.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), Handle);
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                read(reader);
            }
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException("Interrupted.", failure, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.ScratchFailed, "The temporary table of rows could not be used.", failure);
        }
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();
}
