using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>The bytes that each table takes with its indexes, where SQLite is built with the <c>dbstat</c> table.</summary>
internal static class SqlitePageUse
{
    /// <summary>The bytes by table; <see langword="null"/> without <c>dbstat</c>.</summary>
    public static Dictionary<string, long?>? Read(SqliteConnection connection)
    {
        if (raw.sqlite3_compileoption_used("ENABLE_DBSTAT_VTAB") == 0)
        {
            return null;
        }

        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT s.tbl_name, sum(d.pgsize)
            FROM dbstat AS d JOIN sqlite_schema AS s ON s.name = d.name
            GROUP BY s.tbl_name
            """;
        using var reader = command.ExecuteReader();
        var bytes = new Dictionary<string, long?>(StringComparer.Ordinal);
        while (reader.Read())
        {
            bytes[reader.GetString(0)] = reader.GetInt64(1);
        }

        return bytes;
    }
}
