using Microsoft.Extensions.Logging;

namespace BotKit.Storage.PostgreSql;

internal static partial class Log
{
    [LoggerMessage(4101, LogLevel.Information, "The ledger's schema was brought to version {Version}.")]
    public static partial void Migrated(ILogger logger, int version);

    [LoggerMessage(4102, LogLevel.Warning, "PostgreSQL does not keep all that it commits: {Weakness}. Accepted runs may be lost when the server crashes.")]
    public static partial void WeakDurability(ILogger logger, string weakness);

    [LoggerMessage(4103, LogLevel.Warning, "Other nodes cannot be heard; workers look for work once a second until they can.")]
    public static partial void Deaf(ILogger logger, Exception exception);

    [LoggerMessage(4104, LogLevel.Information, "Other nodes can be heard again.")]
    public static partial void Listening(ILogger logger);
}
