using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Database;

/// <summary>Reads tables, indexes and foreign keys from the live catalogue for index advice.</summary>
internal static class SqliteIndexAdvice
{
    /// <summary>The name under which the key of a table that is kept in the order of an integer appears.</summary>
    private const string RowKey = "(primary key)";

    public static DatabaseIndexAdvice Run(SqliteIndexAdviceRequest request, CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadOnly(request.Path, cancellationToken);
        using var snapshot = session.Connection.BeginTransaction(deferred: true);
        var tables = new List<TableShape>();
        foreach (var name in List(
            session.Connection,
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND $table = '' ORDER BY name LIMIT 1001",
            "",
            static row => row.GetString(0)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tables.Add(Read(session.Connection, name));
        }

        return IndexAdvisor.Advise(request.Database, tables, usageKnown: false);
    }

    private static TableShape Read(SqliteConnection connection, string table)
    {
        var key = List(connection, "SELECT name FROM pragma_table_xinfo($table) WHERE pk > 0 ORDER BY pk", table, static row => row.GetString(0));
        var found = List(
            connection,
            """
            SELECT l.name, l."unique", l.origin, s.sql, l.partial FROM pragma_index_list($table) AS l LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = l.name
            ORDER BY l.name
            """,
            table,
            static row => (Name: row.GetString(0), Unique: row.GetBoolean(1), Origin: row.GetString(2), Sql: row.IsDBNull(3) ? null : row.GetString(3), Partial: row.GetBoolean(4)));
        var indexes = found.Select(index => IndexOf(connection, index.Name, index.Unique, index.Origin != "c", index.Sql, index.Partial)).ToList();
        if (key.Count > 0 && found.TrueForAll(static index => index.Origin != "pk"))
        {
            indexes.Add(new IndexShape { Name = RowKey, Columns = key, Keys = [.. key.Select(static column => KeyOf(column, 0, "BINARY"))], Unique = true, BacksConstraint = true });
        }

        var foreignKeys = List(
            connection,
            """SELECT id, "table", "from" FROM pragma_foreign_key_list($table) ORDER BY id, seq""",
            table,
            static row => (Id: row.GetInt32(0), Target: row.GetString(1), Column: row.GetString(2)))
            .GroupBy(static part => part.Id)
            .Select(static parts => new ForeignKeyShape([.. parts.Select(static part => part.Column)], parts.First().Target));
        return new TableShape(table, key.Count > 0, indexes, [.. foreignKeys]);
    }

    private static IndexShape IndexOf(SqliteConnection connection, string name, bool unique, bool backsConstraint, string? sql, bool partial)
    {
        var parts = List(
            connection,
            "SELECT name, desc, coll FROM pragma_index_xinfo($table) WHERE key = 1 ORDER BY seqno",
            name,
            static row => (Column: row.IsDBNull(0) ? null : row.GetString(0), Descending: row.GetInt32(1), Collation: row.IsDBNull(2) ? "" : row.GetString(2)));
        // Expressions and conditions are known by their text alone.
        var hasText = partial || parts.Exists(static part => part.Column is null);
        return new IndexShape
        {
            Name = name,
            Columns = [.. parts.Select(static part => part.Column ?? "(expression)")],
            Keys = [.. parts.Select(static part => KeyOf(part.Column ?? "(expression)", part.Descending, part.Collation))],
            Unique = unique,
            BacksConstraint = backsConstraint,
            Condition = hasText ? sql?[Math.Max(0, sql.IndexOf('(', StringComparison.Ordinal))..] ?? name : null,
        };
    }

    private static string KeyOf(string column, int descending, string collation) => $"{column}\0{descending}\0{collation}";

    private static List<T> List<T>(SqliteConnection connection, string sql, string name, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$table", name);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
