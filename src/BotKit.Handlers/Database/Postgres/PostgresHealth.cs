namespace BotKit.Handlers.Database;

/// <summary>Asks the server for its version and the database's size.</summary>
internal static class PostgresHealth
{
    public static async ValueTask<DatabaseHealth> RunAsync(PostgresSession session, string database, CancellationToken cancellationToken)
    {
        var found = await session.ListAsync(
            "SELECT current_setting('server_version'), pg_database_size(current_database())",
            static row => (Version: row.GetString(0), Bytes: row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        return new DatabaseHealth
        {
            Database = database,
            Healthy = true,
            Problems = [],
            // Distributions write more after the number.
            EngineVersion = found[0].Version.Split(' ')[0],
            Bytes = found[0].Bytes,
        };
    }
}
