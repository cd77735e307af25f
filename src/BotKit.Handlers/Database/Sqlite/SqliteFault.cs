using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Why an operation gave no result. The message is one of ours: it holds no path, no SQL and no text of the database.</summary>
/// <param name="Code">One of <see cref="DatabaseErrorCodes"/>.</param>
/// <param name="Message">A sentence that may reach a caller.</param>
internal sealed record SqliteFault(string Code, string Message)
{
    public static SqliteFault Missing { get; } = new(DatabaseErrorCodes.DatabaseMissing, "The database file does not exist.");

    public static SqliteFault Crashed { get; } = new(DatabaseErrorCodes.DatabaseUnreadable, "The database crashed the program that reads it.");

    public static SqliteFault Hung { get; } = new(
        DatabaseErrorCodes.DatabaseUnreadable, "The database hung the program that reads it, or needs more time or room than it is allowed.");

    /// <summary>The fault that a result code of SQLite stands for.</summary>
    /// <param name="resultCode">A primary or extended result code.</param>
    public static SqliteFault Of(int resultCode) => (resultCode & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(DatabaseErrorCodes.DatabaseBusy, "Another program holds a lock on the database."),
        raw.SQLITE_CORRUPT => new(DatabaseErrorCodes.DatabaseDamaged, "The database is damaged."),
        raw.SQLITE_NOTADB => new(DatabaseErrorCodes.DatabaseDamaged, "The file is not a SQLite database."),
        raw.SQLITE_NOMEM => new(DatabaseErrorCodes.DatabaseUnreadable, "The operation needs more memory than it is allowed."),
        raw.SQLITE_FULL => new(DatabaseErrorCodes.BackupNoSpace, "The disk is full."),
        _ => new(DatabaseErrorCodes.DatabaseUnreadable, "The database cannot be read."),
    };
}
