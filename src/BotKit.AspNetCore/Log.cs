using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore;

/// <summary>Every message that the HTTP API logs. Event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} {Route} failed")]
    public static partial void EndpointFailed(ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(3001, LogLevel.Debug, "{Method} {Route} refused with {StatusCode} {Code} ({ExecutionId})")]
    public static partial void Refused(ILogger logger, string method, string route, int statusCode, string code, Guid? executionId);

    [LoggerMessage(3002, LogLevel.Error, "Run {ExecutionId} of {Bot} succeeded, but its result cannot be written as JSON")]
    public static partial void ResultNotWritten(ILogger logger, Exception exception, Guid executionId, string bot);

    [LoggerMessage(3003, LogLevel.Information, "{Caller} asked for {Operation} of {Bot}")]
    public static partial void Operated(ILogger logger, string operation, string bot, string caller);

    [LoggerMessage(3004, LogLevel.Warning, "{Caller} read the sensitive members of run {ExecutionId} of {Bot}")]
    public static partial void Revealed(ILogger logger, Guid executionId, string bot, string caller);

    [LoggerMessage(3005, LogLevel.Warning, "Anybody may use the BotKit API at {Route}: it allows anonymous callers")]
    public static partial void Anonymous(ILogger logger, string route);

    [LoggerMessage(3006, LogLevel.Warning, "As many callers as MaxCallers are active; the others share one allowance")]
    public static partial void CallersFull(ILogger logger);

    [LoggerMessage(3007, LogLevel.Warning, "A {Payload} cannot be written as JSON, and is left out of its run")]
    public static partial void PayloadNotWritten(ILogger logger, Exception exception, Type payload);

    [LoggerMessage(3008, LogLevel.Error, "{Method} {Route} failed: BotKit's store did not answer")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(3009, LogLevel.Error, "{Caller} did {Action} ({Bot}, {ExecutionId}), and that could not be written into the audit")]
    public static partial void AuditLost(ILogger logger, Exception exception, string caller, string action, string? bot, Guid? executionId);

    [LoggerMessage(3010, LogLevel.Information, "{Caller} asked for {Operation} of run {ExecutionId}")]
    public static partial void RunOperated(ILogger logger, string operation, Guid executionId, string caller);

    [LoggerMessage(3011, LogLevel.Warning, "Looking for events failed; it is tried again")]
    public static partial void EventsFailed(ILogger logger, Exception exception);

    [LoggerMessage(3012, LogLevel.Debug, "A listener read its events too slowly, and was dropped")]
    public static partial void ListenerDropped(ILogger logger);

    [LoggerMessage(3013, LogLevel.Warning, "The result of {Bot} has no schema in the OpenAPI document")]
    public static partial void SchemaMissing(ILogger logger, Exception exception, string bot);

    [LoggerMessage(3014, LogLevel.Information, "{Caller} asked for {Operation} of schedule {Schedule}")]
    public static partial void ScheduleOperated(ILogger logger, string operation, string schedule, string caller);

    [LoggerMessage(3015, LogLevel.Information, "{Caller} acknowledged alert {Alert} of {Bot}")]
    public static partial void AlertOperated(ILogger logger, Guid alert, string bot, string caller);

    [LoggerMessage(3016, LogLevel.Information, "{Caller} asked for {Operation} of file {File}")]
    public static partial void FileOperated(ILogger logger, string operation, string file, string caller);

    [LoggerMessage(3017, LogLevel.Warning, "A file was not taken: the store of files is full")]
    public static partial void FilesFull(ILogger logger, Exception exception);
}
