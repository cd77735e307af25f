using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Database;

/// <summary>The file that a SQLite connection string names. Everything else in the string is ours to decide.</summary>
internal static class SqliteFile
{
    /// <summary>What is wrong with a connection string, without repeating it; <see langword="null"/> when nothing is.</summary>
    public static string? FindError(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return "is required.";
        }

        if (!TryParse(connectionString, out var builder))
        {
            return "is not a SQLite connection string.";
        }

        if (builder.Password.Length > 0)
        {
            return "has a password, but encrypted databases are not supported.";
        }

        var isFile = builder.DataSource.Length > 0
            && !builder.DataSource.Contains('\0')
            && builder.DataSource != ":memory:"
            && builder.Mode != SqliteOpenMode.Memory
            && !builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return isFile ? null : "must give the path of a database file as its Data Source.";
    }

    /// <summary>The full path of the file.</summary>
    public static string PathOf(string connectionString)
        => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    private static bool TryParse(string connectionString, out SqliteConnectionStringBuilder builder)
    {
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
            return true;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            builder = new SqliteConnectionStringBuilder();
            return false;
        }
    }
}
