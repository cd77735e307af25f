using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>
/// Does an operation, in this process and on this thread. Both hosts call it: the one for trusted databases in the bot's
/// own process, and the probe program for all others.
/// </summary>
internal static class SqliteOperations
{
    /// <summary>Does the operation; a failure of the database is a fault, not an exception.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public static SqliteResponse Run(SqliteRequest request, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!File.Exists(request.Path))
        {
            return new SqliteResponse { Fault = SqliteFault.Missing };
        }

        try
        {
            return new SqliteResponse { Result = Dispatch(request, timeProvider, cancellationToken) };
        }
        catch (SqliteFaultException failure)
        {
            return new SqliteResponse { Fault = failure.Fault };
        }
        catch (SqliteException failure)
        {
            if (failure.SqliteErrorCode == raw.SQLITE_INTERRUPT)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            return new SqliteResponse { Fault = SqliteFault.Of(failure.SqliteErrorCode) };
        }
    }

    private static DatabaseResult Dispatch(SqliteRequest request, TimeProvider timeProvider, CancellationToken cancellationToken) => request switch
    {
        SqliteHealthRequest health => SqliteHealthCheck.Run(health, cancellationToken),
        SqliteStatisticsRequest statistics => SqliteStatisticsReader.Run(statistics, cancellationToken),
        SqliteIntegrityRequest integrity => SqliteIntegrityCheck.Run(integrity, cancellationToken),
        SqliteIndexAdviceRequest advice => SqliteIndexAdvice.Run(advice, cancellationToken),
        SqliteCopyRequest copy => SqliteCopy.Run(copy, cancellationToken),
        SqliteQueryRequest query => SqliteQuery.Run(query, timeProvider, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };
}
