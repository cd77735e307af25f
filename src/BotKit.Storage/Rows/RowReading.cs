using System.Data.Common;
using BotKit.Storage.Dialect;

namespace BotKit.Storage.Rows;

/// <summary>Columns that may be null.</summary>
internal static class RowReading
{
    public static long? Long(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static int Int(this DbDataReader reader, int column) => reader.IsDBNull(column) ? 0 : (int)reader.GetInt64(column);

    public static bool Bool(this DbDataReader reader, int column) => !reader.IsDBNull(column) && reader.GetInt64(column) != 0;

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static byte[] Bytes(this DbDataReader reader, int column)
        => reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    public static Guid? Id(this DbDataReader reader, int column, StoreDialect dialect)
        => reader.IsDBNull(column) ? null : dialect.ReadId(reader, column);

    public static DateTimeOffset? Instant(this DbDataReader reader, int column)
        => reader.IsDBNull(column) ? null : Instants.From(reader.GetInt64(column));
}
