using System.Globalization;

namespace BotKit.Handlers.Database;

/// <summary>The names of backups: the database's name and the instant in UTC, so that their order is the order of time.</summary>
internal static class BackupName
{
    private const string Extension = ".db";
    private const string Format = "yyyyMMdd'T'HHmmssfff'Z'";

    public static string Of(string database, DateTimeOffset at)
        => $"{database}-{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}{Extension}";

    /// <summary>Whether a file is a backup of exactly this database, and not of one whose name begins like its name.</summary>
    public static bool IsOf(string database, string file)
        => file.StartsWith(database + "-", StringComparison.Ordinal)
            && file.EndsWith(Extension, StringComparison.Ordinal)
            && DateTime.TryParseExact(
                file.AsSpan(database.Length + 1, Math.Max(0, file.Length - database.Length - 1 - Extension.Length)),
                Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
