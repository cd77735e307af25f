using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BotKit.Handlers.Database;

/// <summary>Reads the folder of migrations: files such as <c>0001_first.sql</c>, in the order of their numbers.</summary>
internal static partial class MigrationFolder
{
    private const int MaxFiles = 10_000;
    private const long MaxFileBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BotException">There is no folder, or it holds what is no migration.</exception>
    public static async ValueTask<MigrationSet> ReadAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(entry.Options.MigrationsFolder is { } path
            ? Path.GetFullPath(path)
            : throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationsNotConfigured, "No folder of migrations is configured for the database."));
        try
        {
            var files = new List<MigrationFile>();
            foreach (var file in folder.EnumerateFiles("*.sql").Take(MaxFiles + 1))
            {
                files.Add(await ReadAsync(file, cancellationToken).ConfigureAwait(false));
            }

            if (files.Count > MaxFiles)
            {
                throw Refused($"The folder of migrations holds more than {MaxFiles} files.");
            }

            files.Sort(static (one, other) => one.Version.CompareTo(other.Version));
            var twice = files.Zip(files.Skip(1)).FirstOrDefault(static pair => pair.First.Version == pair.Second.Version);
            return twice == default ? new MigrationSet(files) : throw Refused($"{twice.First.Name} and {twice.Second.Name} have the same number.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationsRefused, "The folder of migrations cannot be read.", failure);
        }
    }

    private static async ValueTask<MigrationFile> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var match = FileName().Match(file.Name);
        if (!match.Success || !long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version == 0)
        {
            throw Refused("The folder of migrations holds a file whose name is not like 0001_first.sql.");
        }

        if (file.LinkTarget is not null || file.Length > MaxFileBytes)
        {
            throw Refused($"{file.Name} is a symbolic link, or larger than {MaxFileBytes} bytes.");
        }

        try
        {
            var text = StrictUtf8.GetString(await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false)).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw Refused($"{file.Name} is not a text.")
                : new MigrationFile(version, file.Name, ChecksumOf(text), text);
        }
        catch (DecoderFallbackException failure)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationsRefused, $"{file.Name} is not a text in UTF-8.", failure);
        }
    }

    // Tools that keep sources change the ends of lines, which makes no difference to a database.
    private static string ChecksumOf(string text)
        => Convert.ToHexStringLower(SHA256.HashData(StrictUtf8.GetBytes(text.ReplaceLineEndings("\n"))));

    private static BotException Refused(string message) => DatabaseFailure.Of(DatabaseErrorCodes.MigrationsRefused, message);

    [GeneratedRegex(@"\A([0-9]{1,18})[_-][A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.sql\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
