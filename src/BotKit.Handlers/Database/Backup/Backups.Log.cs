using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

internal sealed partial class Backups
{
    [LoggerMessage(5010, LogLevel.Information, "Backup {File} of database {Database} is taken and verified: {Bytes} bytes.")]
    private partial void LogTaken(string database, string file, long bytes);

    [LoggerMessage(5011, LogLevel.Warning, "The old backup {File} of database {Database} could not be removed.")]
    private partial void LogNotRemoved(string database, string file, Exception exception);

    [LoggerMessage(5012, LogLevel.Information, "Backup {File} of database {Database} is restored into {Target} and verified.")]
    private partial void LogRestored(string database, string file, string target);
}
