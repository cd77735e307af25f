using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Database;

/// <summary>The indexes of a table, from the live catalogue.</summary>
internal static class SqliteIndexes
{
    public static List<IndexStatistics> Of(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT i.name, i."unique", coalesce(c.name, '(expression)')
            FROM pragma_index_list($table) AS i, pragma_index_info(i.name) AS c
            ORDER BY i.name, c.seqno
            """;
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var indexes = new List<IndexStatistics>();
        while (reader.Read())
        {
            var name = reader.GetString(0);
            if (indexes.Count == 0 || indexes[^1].Name != name)
            {
                indexes.Add(new IndexStatistics { Name = name, Unique = reader.GetBoolean(1), Columns = new List<string>() });
            }

            ((List<string>)indexes[^1].Columns).Add(reader.GetString(2));
        }

        return indexes;
    }
}
