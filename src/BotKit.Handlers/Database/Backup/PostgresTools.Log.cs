using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

internal sealed partial class PostgresTools
{
    [LoggerMessage(5013, LogLevel.Warning, "{Program} ended with exit code {ExitCode}.")]
    private partial void LogFailed(string program, int exitCode);

    // What it says can hold values of rows.
    [LoggerMessage(5014, LogLevel.Trace, "{Program} wrote to standard error: {Errors}")]
    private partial void LogErrorsSensitive(string program, string errors);
}
