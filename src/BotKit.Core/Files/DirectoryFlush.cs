using System.Runtime.InteropServices;
using System.Text;

namespace BotKit.Files;

/// <summary>Makes a new name in a folder survive a power cut. .NET flushes files only; on Windows the file system does it.</summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;

    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException("The folder of files cannot be opened.");
        }

        var result = Flush(descriptor);
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException("The folder of files cannot be flushed to disk.");
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
