using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Turns what PostgreSQL and the network say into our own codes and sentences. Nothing of theirs is repeated.</summary>
internal static class PostgresFault
{
    /// <summary>The exception that reaches the caller.</summary>
    public static BotException Of(NpgsqlException failure)
    {
        var (code, message) = failure is PostgresException refused ? Classify(refused.SqlState) : Unreachable;
        return DatabaseFailure.Of(code, message, failure);
    }

    /// <summary>As <see cref="Of"/>, for SQL that configuration wrote.</summary>
    public static BotException OfQuery(NpgsqlException failure) => failure is PostgresException { SqlState: var state } ? state switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.FeatureNotSupported => Refused(failure),
        PostgresErrorCodes.QueryCanceled => DatabaseFailure.Of(SqliteQueryFault.TimedOut.Code, SqliteQueryFault.TimedOut.Message, failure),
        "22P02" or "22007" or "22008" or "22003" or "22021" or "22P05"
            => DatabaseFailure.Of(DatabaseErrorCodes.QueryParameters, "A parameter's value does not fit its type.", failure),
        _ when IsOfConnection(state) || state.StartsWith("XX", StringComparison.Ordinal) => Of(failure),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Of(failure),
        _ => DatabaseFailure.Of(DatabaseErrorCodes.QueryFailed, "The database refused the query.", failure),
    } : Of(failure);

    public static BotException Refused(Exception? failure)
        => DatabaseFailure.Of(SqliteQueryFault.Refused.Code, SqliteQueryFault.Refused.Message, failure);

    private static (string Code, string Message) Unreachable { get; } = (DatabaseErrorCodes.DatabaseUnreachable, "The database server cannot be reached.");

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static (string Code, string Message) Classify(string state) => state switch
    {
        "3D000" => (DatabaseErrorCodes.DatabaseMissing, "The database does not exist."),
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ObjectInUse
            => (DatabaseErrorCodes.DatabaseBusy, "Another program holds a lock on the database."),
        PostgresErrorCodes.InsufficientPrivilege => (DatabaseErrorCodes.DatabaseAccessDenied, "The database does not allow its configured user to do this."),
        PostgresErrorCodes.ForeignKeyViolation => (DatabaseErrorCodes.CleanUpBlocked, SqliteWriting.Blocked),
        PostgresErrorCodes.DiskFull => (DatabaseErrorCodes.BackupNoSpace, "The disk is full."),
        _ when state.StartsWith("28", StringComparison.Ordinal) => (DatabaseErrorCodes.DatabaseAccessDenied, "The database does not accept its configured user."),
        _ when IsOfConnection(state) => Unreachable,
        _ when state.StartsWith("XX", StringComparison.Ordinal) => (DatabaseErrorCodes.DatabaseDamaged, "The database is damaged."),
        _ => (DatabaseErrorCodes.DatabaseUnreadable, "The database refused the operation."),
    };

    private static bool IsOfConnection(string state)
        => state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal)
            || (state.StartsWith("53", StringComparison.Ordinal) && state != PostgresErrorCodes.DiskFull);
}
