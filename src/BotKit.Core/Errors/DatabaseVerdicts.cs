using System.Data.Common;
using System.Net.Sockets;

namespace BotKit.Errors;

/// <summary>The verdicts on database errors, by SQLSTATE (ISO/IEC 9075: the first two characters are the class).</summary>
internal static class DatabaseVerdicts
{
    private static readonly BotFailure Other = Verdict(BotSeverity.Standard, BotErrorCodes.DatabaseError, isTransient: false);
    private static readonly BotFailure Transient = Other with { IsTransient = true };
    private static readonly BotFailure ConstraintViolation = Verdict(BotSeverity.Warning, BotErrorCodes.ConstraintViolation, isTransient: false);

    public static BotFailure For(DbException exception) => exception switch
    {
        { SqlState: { Length: 5 } state } => ForState(state, exception.IsTransient),
        { InnerException: TimeoutException } => DefaultVerdicts.Timeout,
        { InnerException: SocketException or IOException } => DefaultVerdicts.ForLostConnection(exception),
        _ => exception.IsTransient ? Transient : Other,
    };

    private static BotFailure ForState(string state, bool isTransient) => state switch
    {
        // Serialization failure and deadlock: the same statements may pass when run again.
        "40001" or "40P01" => Transient,
        // PostgreSQL's statement timeout, although its class is that of a server that shuts down.
        "57014" => DefaultVerdicts.Timeout,
        ['2', '3', ..] => ConstraintViolation,
        ['2', '2', ..] => DefaultVerdicts.DataInvalid,
        ['0', '8', ..] or ['5', '3' or '7', ..] => DefaultVerdicts.Unavailable,
        _ => isTransient ? Transient : Other,
    };

    private static BotFailure Verdict(BotSeverity severity, string code, bool isTransient)
        => new(severity, code, isTransient, ErrorSentences.For(code));
}
