namespace BotKit.Handlers.Database;

/// <summary>Turns faults into the exception whose message reaches the caller, with the verdict on each code.</summary>
internal static class DatabaseFailure
{
    public static BotException Of(SqliteFault fault) => Of(fault.Code, fault.Message);

    /// <summary>
    /// The state of one database, its content and the names in an input are data (<see cref="BotSeverity.Warning"/>), so one
    /// bad file does not open the circuit for all others; what ails the host is <see cref="BotSeverity.Standard"/>.
    /// </summary>
    public static BotException Of(string code, string message, Exception? cause = null) => new(code, message, cause)
    {
        Severity = code switch
        {
            DatabaseErrorCodes.DatabaseBusy
                or DatabaseErrorCodes.DatabaseUnreachable
                or DatabaseErrorCodes.DatabaseAccessDenied
                or DatabaseErrorCodes.BackupToolMissing
                or DatabaseErrorCodes.BackupFailed
                or DatabaseErrorCodes.RestoreFailed
                or DatabaseErrorCodes.CleanUpTooSlow
                or DatabaseErrorCodes.MigrationFailed
                or DatabaseErrorCodes.QueryTimeout
                or DatabaseErrorCodes.BackupNoSpace
                or DatabaseErrorCodes.BackupFolderRefused
                or DatabaseErrorCodes.ProbeUnavailable => BotSeverity.Standard,
            _ => BotSeverity.Warning,
        },
        IsTransient = code is DatabaseErrorCodes.DatabaseBusy or DatabaseErrorCodes.DatabaseUnreachable,
    };
}
