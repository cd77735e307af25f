using System.Buffers;
using System.Text.Json;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>
/// Runs a configured query. It is refused unless it is one statement that SQLite itself calls read-only and that touches
/// nothing but rows, and it ends at its timeout.
/// </summary>
internal static class SqliteQuery
{
    public static DatabaseQueryResult Run(SqliteQueryRequest request, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(request.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var session = SqliteSession.OpenReadOnly(request.Path, either.Token);
        // Loads the schema first, while its own statements are not yet subject to the authorizer.
        _ = session.Connection.ReadInteger("SELECT count(*) FROM sqlite_schema");
        raw.sqlite3_set_authorizer(session.Handle, SqliteReadAuthorizer.Authorize, null);

        using var statement = Prepare(session.Handle, request.Sql);
        SqliteParameters.Bind(statement, request.Parameters);
        var columns = Enumerable.Range(0, raw.sqlite3_column_count(statement))
            .Select(column => raw.sqlite3_column_name(statement, column).utf8_to_string() ?? "")
            .ToArray();

        var (rows, truncated) = Read(session.Handle, statement, columns.Length, request.MaxRows, timeout.Token, cancellationToken);
        return new DatabaseQueryResult
        {
            Database = request.Database,
            Query = request.Query,
            Columns = columns,
            Rows = rows,
            Truncated = truncated,
        };
    }

    private static sqlite3_stmt Prepare(sqlite3 database, string sql)
    {
        var result = raw.sqlite3_prepare_v2(database, sql, out var statement, out var rest);
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteFaultException(SqliteQueryFault.Of(result));
        }

        var onlyReads = !statement.IsInvalid
            && raw.sqlite3_stmt_readonly(statement) != 0
            && raw.sqlite3_column_count(statement) > 0
            && string.IsNullOrWhiteSpace(rest);
        if (!onlyReads)
        {
            statement.Dispose();
            throw new SqliteFaultException(SqliteQueryFault.Refused);
        }

        return statement;
    }

    private static (IReadOnlyList<IReadOnlyList<JsonElement>> Rows, bool Truncated) Read(
        sqlite3 database, sqlite3_stmt statement, int columns, int maxRows, CancellationToken timeout, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        var rows = 0;
        var truncated = false;
        int result;
        while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
            if (rows == maxRows || json.BytesCommitted + json.BytesPending + SqliteRow.MeasureBytes(statement, columns) > RowLimits.MaxBytes)
            {
                truncated = true;
                break;
            }

            SqliteRow.Write(json, statement, columns);
            rows++;
        }

        if (!truncated && result != raw.SQLITE_DONE)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SqliteFaultException(timeout.IsCancellationRequested ? SqliteQueryFault.TimedOut : SqliteQueryFault.Of(raw.sqlite3_extended_errcode(database)));
        }

        json.WriteEndArray();
        json.Flush();
        return (JsonSerializer.Deserialize(buffer.WrittenSpan, SqliteJson.Default.IReadOnlyListIReadOnlyListJsonElement)!, truncated);
    }
}
