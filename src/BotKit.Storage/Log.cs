using Microsoft.Extensions.Logging;

namespace BotKit.Storage;

/// <summary>Every message that the relational stores log. Event ids 4000 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Error, "{Store} cannot be reached or does not accept writes; what is to be stored waits")]
    public static partial void StoreAway(ILogger logger, Exception exception, string store);

    [LoggerMessage(4001, LogLevel.Information, "{Store} accepts writes again")]
    public static partial void StoreBack(ILogger logger, string store);

    [LoggerMessage(4002, LogLevel.Error, "The store refused the data of a row ({Kind})")]
    public static partial void RowRefused(ILogger logger, Exception exception, string kind);

    [LoggerMessage(4003, LogLevel.Error, "A transaction failed unexpectedly; its commands were refused")]
    public static partial void WriterFailed(ILogger logger, Exception exception);

    [LoggerMessage(4004, LogLevel.Debug, "A connection could not be closed")]
    public static partial void SessionNotClosed(ILogger logger, Exception exception);

    [LoggerMessage(4005, LogLevel.Error, "{Count} rows were not stored and are missing in the ledger")]
    public static partial void RowsDropped(ILogger logger, Exception? exception, long count);

    [LoggerMessage(4006, LogLevel.Information, "{Store} is open, schema version {Version}")]
    public static partial void StoreOpen(ILogger logger, string store, int version);

    [LoggerMessage(4007, LogLevel.Warning, "{Count} runs were recovered from a process that ended without giving them back")]
    public static partial void RunsRecovered(ILogger logger, int count);

    [LoggerMessage(4008, LogLevel.Warning, "Another transaction held for too long what a command needs ({Kind}); it was refused")]
    public static partial void Contended(ILogger logger, Exception exception, string kind);
}
