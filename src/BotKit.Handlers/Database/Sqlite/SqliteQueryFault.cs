using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>The faults that only a query has.</summary>
internal static class SqliteQueryFault
{
    public static SqliteFault Refused { get; } = new(DatabaseErrorCodes.QueryRefused, "The configured query is not one statement that only reads.");

    public static SqliteFault TimedOut { get; } = new(DatabaseErrorCodes.QueryTimeout, "The query took longer than its timeout.");

    /// <summary>The fault that a result code of SQLite stands for in a query.</summary>
    public static SqliteFault Of(int resultCode) => (resultCode & 0xff) switch
    {
        raw.SQLITE_AUTH or raw.SQLITE_READONLY => Refused,
        raw.SQLITE_ERROR or raw.SQLITE_RANGE or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT
            => new(DatabaseErrorCodes.QueryFailed, "The database refused the query."),
        _ => SqliteFault.Of(resultCode),
    };
}
