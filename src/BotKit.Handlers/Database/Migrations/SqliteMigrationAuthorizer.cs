using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Lets a migration do all that stays within its transaction and its database.</summary>
internal static class SqliteMigrationAuthorizer
{
    // https://sqlite.org/c3ref/c_alter_table.html
    private const int Pragma = 19;
    private const int Transaction = 22;
    private const int Attach = 24;
    private const int Detach = 25;
    private const int SavePoint = 32;

    // Settings that scripts carry, which mean nothing or no harm within a transaction, and looks at the schema.
    private static readonly HashSet<string> Pragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "foreign_keys", "defer_foreign_keys", "foreign_key_check", "foreign_key_list", "legacy_alter_table", "user_version", "application_id",
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "data_version", "integrity_check", "quick_check",
    };

#pragma warning disable IDE0060 // The shape is SQLite's
    public static int Authorize(object userData, int action, string first, string second, string database, string inner) => action switch
#pragma warning restore IDE0060
    {
        Transaction or SavePoint or Attach or Detach => raw.SQLITE_DENY,
        Pragma => Pragmas.Contains(first) ? raw.SQLITE_OK : raw.SQLITE_DENY,
        _ => raw.SQLITE_OK,
    };
}
