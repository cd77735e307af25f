using System.Runtime.InteropServices;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>
/// Limits this process before it opens anything. The managed heap is limited by its runtimeconfig.json and SQLite's own by
/// <see cref="ProbeWork"/>; on Linux the kernel limits all private memory, and no core dump copies a database to disk.
/// </summary>
internal static class ProbeLimits
{
    private const int PrivateMemory = 2; // RLIMIT_DATA
    private const int CoreDump = 4; // RLIMIT_CORE
    private const ulong MaxPrivateBytes = 1024UL * 1024 * 1024;

    public static void Apply()
    {
        if (OperatingSystem.IsLinux())
        {
            Limit(PrivateMemory, MaxPrivateBytes);
            Limit(CoreDump, 0);
        }
    }

    private static void Limit(int resource, ulong value)
    {
        var limit = new ResourceLimit { Soft = value, Hard = value };
        _ = SetResourceLimit(resource, limit);
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetResourceLimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
