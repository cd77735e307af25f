using BotKit.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Sqlite;

internal sealed class SqliteMigrations(SqliteConnection connection, SqliteDialect dialect) : IMigrationTarget
{
    public void Execute(IReadOnlyList<string> statements)
    {
        SqliteConnections.Execute(connection, "begin immediate");
        try
        {
            foreach (var statement in statements)
            {
                SqliteConnections.Execute(connection, dialect.Translate(statement));
            }

            SqliteConnections.Execute(connection, "commit");
        }
        catch
        {
            SqliteConnections.Execute(connection, "rollback");
            throw;
        }
    }

    public void Add(SchemaColumn column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select 1 from pragma_table_info($table) where name = $name";
        command.Parameters.AddWithValue("$table", column.Table);
        command.Parameters.AddWithValue("$name", column.Name);
        if (command.ExecuteScalar() is null)
        {
            Execute([$"alter table {column.Table} add column {column.Name} {column.Type}"]);
        }
    }

    public void Build(SchemaIndex index)
        => SqliteConnections.Execute(connection, $"create {(index.IsUnique ? "unique " : "")}index if not exists {index.Name} on {index.On}");

    public (int Version, int MinReader)? ReadVersion()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select version, min_reader from bot_schema where id = 1";
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetInt32(1)) : null;
    }
}
