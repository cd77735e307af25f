using System.Diagnostics;

namespace BotKit.Chaos.Fsync;

/// <summary>
/// Shows with strace that each acknowledged batch was synced before its acknowledgement, and that the same look finds it out
/// when SQLite does not sync. SIGKILL alone shows nothing of this: what a process has written survives it.
/// </summary>
internal static class FsyncCheck
{
    public const string Verb = "--fsync";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync()
    {
        var full = await TraceAsync("full");
        var off = await TraceAsync("off");
        Console.WriteLine($"synchronous=FULL: {full.Acknowledged} batches acknowledged, {full.Syncs} syncs of the log, {full.Unsynced} acknowledged before their sync");
        Console.WriteLine($"synchronous=OFF: {off.Acknowledged} batches acknowledged, {off.Syncs} syncs of the log, {off.Unsynced} acknowledged before their sync");
        var isProven = full.IsGood && off.Acknowledged > 0 && off.Unsynced == off.Acknowledged;
        Console.WriteLine(isProven ? "fsync=proven" : "fsync=NOT PROVEN");
        return isProven ? 0 : 1;
    }

    private static async Task<SyncTrace> TraceAsync(string synchronous)
    {
        var folder = Directory.CreateTempSubdirectory("botkit-fsync-").FullName;
        try
        {
            var trace = Path.Combine(folder, "trace.txt");
            var start = new ProcessStartInfo("strace", ["-f", "-y", "-s", "16", "-e", "trace=fdatasync,fsync,pwrite64,write", "-o", trace, .. Self(), FsyncChild.Verb, folder, synchronous])
            {
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? SyncTrace.Read(File.ReadLines(trace)) : throw new InvalidOperationException($"strace failed: {await error}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Self()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(FsyncCheck).Assembly.Location]
            : [Environment.ProcessPath!];
}
