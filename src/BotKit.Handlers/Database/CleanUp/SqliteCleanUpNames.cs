using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Database;

/// <summary>Finds what a rule names in the live catalogue.</summary>
internal static class SqliteCleanUpNames
{
    private static readonly string[] RowNames = ["rowid", "_rowid_", "oid"];

    /// <returns>The table's name, and the columns of its key and of the rule, quoted.</returns>
    /// <exception cref="BotException">There is no such table or column.</exception>
    public static (string Table, string[] Key, string Column) Find(SqliteConnection connection, CleanUpRule rule)
    {
        var tables = Read(
            connection,
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name = $name COLLATE NOCASE",
            rule.Options.Table);
        if (tables is not [var (table, withoutRowid)])
        {
            throw Refused("The table of the clean-up rule does not exist.");
        }

        var columns = Read(connection, "SELECT name, pk FROM pragma_table_xinfo($name)", table);
        var column = columns.Find(found => string.Equals(found.Name, rule.Options.Column, StringComparison.OrdinalIgnoreCase)).Name
            ?? throw Refused("The column of the clean-up rule does not exist.");
        string[] key = withoutRowid > 0
            ? [.. columns.Where(static found => found.Value > 0).OrderBy(static found => found.Value).Select(static found => SqliteStatements.Quote(found.Name))]
            : [RowNames.FirstOrDefault(name => !columns.Exists(found => string.Equals(found.Name, name, StringComparison.OrdinalIgnoreCase)))
                ?? throw Refused("The table of the clean-up rule hides the number of its rows.")];
        return (table, key, SqliteStatements.Quote(column));
    }

    private static List<(string Name, long Value)> Read(SqliteConnection connection, string sql, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$name", name);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return rows;
    }

    private static BotException Refused(string message) => DatabaseFailure.Of(DatabaseErrorCodes.CleanUpRefused, message);
}
