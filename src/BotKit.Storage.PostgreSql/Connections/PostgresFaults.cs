using System.Net.Sockets;
using BotKit.Ledger;
using BotKit.Storage.Dialect;
using BotKit.Storage.PostgreSql.Hot;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Connections;

/// <summary>What the driver's exceptions mean.</summary>
internal static class PostgresFaults
{
    public static StoreFault Classify(Exception exception)
        => exception switch
        {
            PostgresException refused => Classify(refused.SqlState),

            // Of this store itself: something changed between two statements.
            BotStoreException => StoreFault.Conflict,
            NpgsqlException or TimeoutException or IOException or SocketException or ObjectDisposedException
                or InvalidOperationException or OperationCanceledException => StoreFault.Lost,
            _ => StoreFault.Data,
        };

    private static StoreFault Classify(string state)
        => state switch
        {
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled
                or PostgresErrorCodes.ObjectInUse or EndSql.Unexpected => StoreFault.Conflict,
            PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources
                or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.ConfigurationLimitExceeded => StoreFault.Full,

            // A statement that was prepared for a table of another shape: a fresh connection prepares it anew.
            PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.InvalidSqlStatementName => StoreFault.Lost,
            _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
                || state.StartsWith("25", StringComparison.Ordinal) || state.StartsWith("28", StringComparison.Ordinal)
                || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("3D", StringComparison.Ordinal)
                || state.StartsWith("58", StringComparison.Ordinal) || state.StartsWith("XX", StringComparison.Ordinal) => StoreFault.Lost,
            _ => StoreFault.Data,
        };
}
