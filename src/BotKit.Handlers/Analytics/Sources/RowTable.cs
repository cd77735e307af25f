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
            table.Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384; PRAGMA temp_store=1; PRAGMA locking_mode=EXCLUSIVE");
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

    /// <summary>Goes through rows as fast as that can be.</summary>
    /// <param name="sql">The statement; its parameters are those of the demand.</param>
    /// <param name="read">Takes each row, and says whether to go on.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>Whether all rows were taken.</returns>
    public bool Scan(string sql, Func<sqlite3_stmt, bool> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interrupt = cancellationToken.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), Handle);
        var result = raw.sqlite3_prepare_v2(Handle, sql, out var statement);
        using (statement)
        {
            Bind(statement);
            while (result is raw.SQLITE_OK or raw.SQLITE_ROW)
            {
                result = raw.sqlite3_step(statement);
                if (result == raw.SQLITE_ROW && !read(statement))
                {
                    return false;
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return result == raw.SQLITE_DONE
            ? true
            : throw AnalyticsFailure.Of(AnalyticsErrorCodes.ScratchFailed, "The temporary table of rows could not be used.");
    }

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private void Bind(sqlite3_stmt statement)
    {
        for (var at = 1; at <= raw.sqlite3_bind_parameter_count(statement); at++)
        {
            _ = Demand.Values[raw.sqlite3_bind_parameter_name(statement, at).utf8_to_string()] switch
            {
                double number => raw.sqlite3_bind_double(statement, at, number),
                long number => raw.sqlite3_bind_int64(statement, at, number),
                var value => raw.sqlite3_bind_text(statement, at, (string)value),
            };
        }
    }
}
