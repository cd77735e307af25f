using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1050, LogLevel.Error, "{Count} lines logged by run {ExecutionId} of {Bot} did not fit and are not kept")]
    public static partial void LinesDropped(ILogger logger, int count, Guid executionId, string bot);

    [LoggerMessage(1051, LogLevel.Error, "The store did not take {Count} lines logged by run {ExecutionId} of {Bot}")]
    public static partial void LinesLost(ILogger logger, Exception exception, int count, Guid executionId, string bot);
}
