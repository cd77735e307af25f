using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

internal sealed partial class ProbeSqliteHost
{
    [LoggerMessage(5001, LogLevel.Warning, "The probe of database {Database} crashed or was killed at its limit; exit code {ExitCode}.")]
    private partial void LogCrashed(string database, int? exitCode);

    [LoggerMessage(5002, LogLevel.Error, "The probe of database {Database} ended before it began, with exit code {ExitCode}; are .NET and the assemblies of Microsoft.Data.Sqlite there?")]
    private partial void LogNotGreeted(string database, int exitCode);

    [LoggerMessage(5003, LogLevel.Error, "The probe program could not be started.")]
    private partial void LogNotStarted(Exception exception);

    [LoggerMessage(5004, LogLevel.Error, "The probe program or the dotnet host that runs it is missing; it belongs beside BotKit.Handlers.dll.")]
    private partial void LogNotFound();

    [LoggerMessage(5005, LogLevel.Debug, "The probe of database {Database} wrote to standard error: {Errors}")]
    private partial void LogErrors(string database, string errors);
}
