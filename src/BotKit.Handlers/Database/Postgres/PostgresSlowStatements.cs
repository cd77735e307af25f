using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Reads what the extension pg_stat_statements has counted for the database.</summary>
internal static class PostgresSlowStatements
{
    private const string SchemaSql =
        "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'";

    // Only of statements whose values the server replaces: others, such as ALTER ROLE, can hold a password.
    private const string Shown = @"^\s*(SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|VALUES|TABLE)\M";

    public static async ValueTask<DatabaseSlowStatements> RunAsync(PostgresSession session, string database, int top, CancellationToken cancellationToken)
    {
        var schema = await session.ReadAsync<string>(SchemaSql, cancellationToken).ConfigureAwait(false)
            ?? throw Unavailable(null);
        try
        {
            var statements = await session.ListAsync(
                $"""
                SELECT left(regexp_replace(s.query, '[[:cntrl:][:space:]]+', ' ', 'g'), 500), s.calls, s.total_exec_time, s.mean_exec_time, s.max_exec_time, s.rows
                FROM {schema}.pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
                WHERE d.datname = current_database() AND s.query ~* $2 ORDER BY s.total_exec_time DESC, s.queryid LIMIT $1
                """,
                static row => new SlowStatement
                {
                    Statement = row.GetString(0),
                    Calls = row.GetInt64(1),
                    TotalMilliseconds = row.GetDouble(2),
                    MeanMilliseconds = row.GetDouble(3),
                    MaxMilliseconds = row.GetDouble(4),
                    Rows = row.GetInt64(5),
                },
                cancellationToken,
                PostgresSession.Value(top),
                PostgresSession.Value(Shown)).ConfigureAwait(false);
            return new DatabaseSlowStatements { Database = database, Statements = statements };
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction)
        {
            throw Unavailable(failure);
        }
    }

    private static BotException Unavailable(Exception? cause) => DatabaseFailure.Of(
        DatabaseErrorCodes.SlowStatementsUnavailable, "The server does not count statements: the extension pg_stat_statements is not installed or not loaded.", cause);
}
