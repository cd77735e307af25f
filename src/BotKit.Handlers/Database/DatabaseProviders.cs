namespace BotKit.Handlers.Database;

/// <summary>The kinds of database.</summary>
internal static class DatabaseProviders
{
    public const string Sqlite = "sqlite";
    public const string PostgreSql = "postgresql";

    public static bool IsSqlite(string provider) => string.Equals(provider, Sqlite, StringComparison.OrdinalIgnoreCase);

    public static bool IsPostgreSql(string provider) => string.Equals(provider, PostgreSql, StringComparison.OrdinalIgnoreCase);
}
