using System.Security.Cryptography;

namespace BotKit.Handlers.Database;

/// <summary>
/// The SHA-256 of a backup in a file beside it, as <c>sha256sum</c> writes and checks it: neither kind of database notices
/// when a row of a copy has changed on the disk.
/// </summary>
internal static class BackupChecksum
{
    public const string Extension = ".sha256";

    private const int HexLength = 64;

    /// <summary>Writes the checksum of a file into a new file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name that the file will have.</param>
    /// <param name="checksumPath">The new file.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public static async ValueTask WriteAsync(string path, string name, string checksumPath, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(path, cancellationToken).ConfigureAwait(false);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(checksumPath, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes($"{hash}  {name}\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Whether a backup still has its checksum. One without a checksum beside it has nothing to differ from.</summary>
    public static async ValueTask<bool> IsIntactAsync(string path, CancellationToken cancellationToken)
    {
        var checksum = new FileInfo(path + Extension);
        if (!checksum.Exists)
        {
            return true;
        }

        using var reader = checksum.OpenText();
        var expected = new char[HexLength];
        return await reader.ReadBlockAsync(expected, cancellationToken).ConfigureAwait(false) == HexLength
            && string.Equals(new string(expected), await HashAsync(path, cancellationToken).ConfigureAwait(false), StringComparison.OrdinalIgnoreCase);
    }

    private static async ValueTask<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }
}
