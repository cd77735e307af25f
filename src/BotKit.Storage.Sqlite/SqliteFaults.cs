using BotKit.Ledger;
using BotKit.Storage.Dialect;
using Microsoft.Data.Sqlite;

namespace BotKit.Storage.Sqlite;

/// <summary>What SQLite's result codes mean for a transaction.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int OutOfMemory = 7;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    public static StoreFault Classify(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked or Protocol } => StoreFault.Conflict,
        SqliteException { SqliteErrorCode: Full or ReadOnly } => StoreFault.Full,
        SqliteException { SqliteErrorCode: IoError or Corrupt or CannotOpen or NotADatabase or OutOfMemory } => StoreFault.Lost,
        SqliteException => StoreFault.Data,
        BotStoreException or IOException or ObjectDisposedException or InvalidOperationException => StoreFault.Lost,
        _ => StoreFault.Data,
    };
}
