using System.Globalization;

namespace BotKit.Handlers.Database;

/// <summary>The names of backups: the database's name and the instant in UTC, so that their order is the order of time.</summary>
internal static class BackupName
{
    private const string Format = "yyyyMMdd'T'HHmmssfff'Z'";

    public static string Of(string database, DateTimeOffset at, string extension)
        => $"{database}-{at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}{extension}";

    /// <summary>Whether a file is a backup of exactly this database, and not of one whose name begins like its name.</summary>
    public static bool IsOf(string database, string file, string extension) => InstantOf(database, file, extension) is not null;

    /// <summary>When a backup was taken; <see langword="null"/> when the file is not a backup of this database.</summary>
    public static DateTimeOffset? InstantOf(string database, string file, string extension)
        => file.StartsWith(database + "-", StringComparison.Ordinal)
            && file.EndsWith(extension, StringComparison.Ordinal)
            && DateTime.TryParseExact(
                file.AsSpan(database.Length + 1, Math.Max(0, file.Length - database.Length - 1 - extension.Length)),
                Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? new DateTimeOffset(instant)
            : null;
}
