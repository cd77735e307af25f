using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Runs what writes to a SQLite file, off the caller's thread: only for files that are vouched for.</summary>
internal static class SqliteWriting
{
    public const string Blocked = "Rows that are to be removed are referred to by others.";

    /// <exception cref="BotException">The file is not trusted, does not exist, or the operation failed.</exception>
    public static async ValueTask<T> RunAsync<T>(DatabaseEntry entry, Func<ValueTask<T>> operation, CancellationToken cancellationToken)
    {
        if (!entry.Options.Trusted)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.DatabaseNotTrusted, "The database is not marked as trusted, so it is never written to.");
        }

        if (!File.Exists(entry.Path))
        {
            throw DatabaseFailure.Of(SqliteFault.Missing);
        }

        try
        {
            return await Task.Run(() => operation().AsTask(), cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException failure)
        {
            if (failure.SqliteErrorCode == raw.SQLITE_INTERRUPT)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var fault = failure.SqliteErrorCode == raw.SQLITE_CONSTRAINT
                ? new SqliteFault(DatabaseErrorCodes.CleanUpBlocked, Blocked)
                : SqliteFault.Of(failure.SqliteErrorCode);
            throw DatabaseFailure.Of(fault.Code, fault.Message, failure);
        }
    }
}
