using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Database;

/// <summary>Checks pages, indexes and foreign keys with SQLite's own two checks.</summary>
internal static class SqliteIntegrityCheck
{
    public const int MaxProblems = 100;

    public static DatabaseIntegrity Run(SqliteIntegrityRequest request, CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadOnly(request.Path, cancellationToken);
        var problems = new SqliteProblems(MaxProblems);
        try
        {
            AddPageProblems(session.Connection, problems);
            AddForeignKeyProblems(session.Connection, problems);
        }
        catch (SqliteException failure) when (SqliteFault.Of(failure.SqliteErrorCode) is { Code: DatabaseErrorCodes.DatabaseDamaged } fault)
        {
            // What was found until the damage ended the check is worth more than the fault alone.
            problems.Add(fault.Message);
        }

        return new DatabaseIntegrity
        {
            Database = request.Database,
            Healthy = problems.List.Count == 0,
            Problems = problems.List,
            Truncated = problems.IsFull,
        };
    }

    /// <summary>Adds what <c>integrity_check</c> says beside "ok".</summary>
    public static void AddPageProblems(SqliteConnection connection, SqliteProblems problems)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(100)";
        using var reader = command.ExecuteReader();
        while (!problems.IsFull && reader.Read())
        {
            problems.AddLines(reader.GetString(0));
        }
    }

    private static void AddForeignKeyProblems(SqliteConnection connection, SqliteProblems problems)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_key_check";
        using var reader = command.ExecuteReader();
        while (!problems.IsFull && reader.Read())
        {
            var row = reader.IsDBNull(1) ? "A row" : $"Row {reader.GetInt64(1)}";
            problems.Add($"{row} of table {reader.GetString(0)} refers to a missing row of table {reader.GetString(2)}");
        }
    }
}
