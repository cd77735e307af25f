using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>
/// Lets a statement read rows and call functions, and nothing else: no ATTACH, PRAGMA, transaction, write or schema change,
/// some of which SQLite does not count as writes.
/// </summary>
internal static class SqliteReadAuthorizer
{
    // https://sqlite.org/c3ref/c_alter_table.html
    private const int Pragma = 19;
    private const int Read = 20;
    private const int Select = 21;
    private const int Function = 31;
    private const int Recursive = 33;

#pragma warning disable IDE0060 // The shape is SQLite's
    public static int Authorize(object userData, int action, string first, string second, string database, string inner) => action switch
#pragma warning restore IDE0060
    {
        Read or Select or Recursive or Function => raw.SQLITE_OK,
        // The full-text module asks for it while it reads its own tables.
        Pragma when string.Equals(first, "data_version", StringComparison.OrdinalIgnoreCase) && second is null => raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };
}
