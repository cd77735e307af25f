using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FluentValidation;

namespace BotKit.Errors;

/// <summary>The verdicts on exceptions that neither a rule nor a classifier knows.</summary>
internal static class DefaultVerdicts
{
    public static readonly BotFailure Unhandled = Standard(BotErrorCodes.Unhandled);
    public static readonly BotFailure Timeout = Standard(BotErrorCodes.Timeout, isTransient: true);
    public static readonly BotFailure Unavailable = Standard(BotErrorCodes.DependencyUnavailable, isTransient: true);
    public static readonly BotFailure DataInvalid = Warning(BotErrorCodes.DataInvalid);

    private static readonly BotFailure Refused = Standard(BotErrorCodes.DependencyUnavailable);
    private static readonly BotFailure Canceled = Standard(BotErrorCodes.OperationCanceled);
    private static readonly BotFailure AccessDenied = Standard(BotErrorCodes.AccessDenied);
    private static readonly BotFailure IoError = Standard(BotErrorCodes.IoError);
    private static readonly BotFailure NotFound = Warning(BotErrorCodes.NotFound);
    private static readonly BotFailure NetworkUnreachable = Critical(BotErrorCodes.NetworkUnreachable);
    private static readonly BotFailure OutOfMemory = Critical(BotErrorCodes.OutOfMemory);
    private static readonly BotFailure DiskFull = Critical(BotErrorCodes.DiskFull);

    public static BotFailure For(Exception exception) => exception switch
    {
        BotException own => new(own.Severity, own.Code, own.IsTransient, own.Message, own.RetryAfter),
        OutOfMemoryException => OutOfMemory,
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => Timeout,
        OperationCanceledException => Canceled,
        HttpRequestException { StatusCode: { } status } => IsTransient(status) ? Unavailable : Refused,
        HttpRequestException => ForLostConnection(exception),
        SocketException socket => ForSocket(socket),
        DbException database => DatabaseVerdicts.For(database),
        IOException io => ForIO(io),
        UnauthorizedAccessException => AccessDenied,
        KeyNotFoundException => NotFound,
        ValidationException or JsonException or FormatException => DataInvalid,
        _ => Unhandled,
    };

    /// <summary>A connection that could not be made or broke: the other side's fault, unless the cause says it is the host's network.</summary>
    public static BotFailure ForLostConnection(Exception exception)
    {
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return ForSocket(socket);
            }
        }

        return Unavailable;
    }

    private static BotFailure ForSocket(SocketException exception)
        => exception.SocketErrorCode is SocketError.NetworkDown or SocketError.NetworkUnreachable ? NetworkUnreachable : Unavailable;

    private static BotFailure ForIO(IOException exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => NotFound,
        HttpIOException or { InnerException: SocketException } => ForLostConnection(exception),
        { HResult: HostErrors.NoSpace or HostErrors.DiskFull or HostErrors.HandleDiskFull } => DiskFull,
        _ => IoError,
    };

    private static bool IsTransient(HttpStatusCode status)
        => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static BotFailure Warning(string code) => Verdict(BotSeverity.Warning, code, isTransient: false);

    private static BotFailure Standard(string code, bool isTransient = false) => Verdict(BotSeverity.Standard, code, isTransient);

    private static BotFailure Critical(string code) => Verdict(BotSeverity.Critical, code, isTransient: false);

    private static BotFailure Verdict(BotSeverity severity, string code, bool isTransient)
        => new(severity, code, isTransient, ErrorSentences.For(code));
}
