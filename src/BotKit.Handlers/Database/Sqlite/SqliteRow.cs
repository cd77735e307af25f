using System.Text.Json;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>The present row of a statement as a JSON array.</summary>
internal static class SqliteRow
{
    private const int BytesPerScalar = 32;

    /// <summary>About what the row takes, without reading its values: enough to stop before a large one is copied.</summary>
    public static long MeasureBytes(sqlite3_stmt statement, int columns)
    {
        var bytes = 2L;
        for (var column = 0; column < columns; column++)
        {
            bytes += BytesPerScalar + raw.sqlite3_column_type(statement, column) switch
            {
                raw.SQLITE_TEXT => raw.sqlite3_column_bytes(statement, column),
                raw.SQLITE_BLOB => raw.sqlite3_column_bytes(statement, column) * 4L / 3,
                _ => 0,
            };
        }

        return bytes;
    }

    public static void Write(Utf8JsonWriter json, sqlite3_stmt statement, int columns)
    {
        json.WriteStartArray();
        for (var column = 0; column < columns; column++)
        {
            WriteValue(json, statement, column);
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, sqlite3_stmt statement, int column)
    {
        switch (raw.sqlite3_column_type(statement, column))
        {
            case raw.SQLITE_INTEGER:
                json.WriteNumberValue(raw.sqlite3_column_int64(statement, column));
                break;
            case raw.SQLITE_FLOAT when raw.sqlite3_column_double(statement, column) is var number && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case raw.SQLITE_TEXT:
                // Through a string, because the text of a damaged or foreign file need not be valid UTF-8.
                json.WriteStringValue(raw.sqlite3_column_text(statement, column).utf8_to_string());
                break;
            case raw.SQLITE_BLOB:
                json.WriteBase64StringValue(raw.sqlite3_column_blob(statement, column));
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
