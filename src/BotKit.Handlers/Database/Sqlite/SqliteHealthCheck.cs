namespace BotKit.Handlers.Database;

/// <summary>Opens the database and reads its catalogue, which fails on what is not a database.</summary>
internal static class SqliteHealthCheck
{
    public static DatabaseHealth Run(SqliteHealthRequest request, CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadOnly(request.Path, cancellationToken);
        _ = session.Connection.ReadInteger("SELECT count(*) FROM sqlite_schema");
        return new DatabaseHealth
        {
            Database = request.Database,
            Healthy = true,
            Problems = [],
            EngineVersion = session.Connection.ServerVersion,
            JournalMode = session.Connection.ReadText("PRAGMA journal_mode"),
            Bytes = new FileInfo(request.Path).Length,
        };
    }
}
