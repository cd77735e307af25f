using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Workflows;

/// <summary>What tasks of workflows log. Event ids 5320 to 5329.</summary>
internal static partial class Log
{
    [LoggerMessage(5320, LogLevel.Debug, "The HTTP task {State} was answered by {Host} with {StatusCode}")]
    public static partial void HttpTaskAnswered(ILogger logger, string state, string host, int statusCode);

    [LoggerMessage(5321, LogLevel.Warning, "The HTTP task {State} was refused: {Host}")]
    public static partial void HttpTaskRefused(ILogger logger, string state, string host);
}
