using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>The tables of a database, from its live catalogue.</summary>
internal static class SqliteTables
{
    public const int MaxTables = 1000;

    /// <summary>The names of the tables in order, one more than <see cref="MaxTables"/> at most.</summary>
    public static List<string> List(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
            ORDER BY name LIMIT $limit
            """;
        command.Parameters.AddWithValue("$limit", MaxTables + 1);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Counts a table's rows; <see langword="null"/> when its module is missing.</summary>
    public static long? Count(SqliteConnection connection, string table)
    {
        try
        {
            return connection.ReadInteger($"SELECT count(*) FROM {SqliteStatements.Quote(table)}");
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            return null;
        }
    }
}
