using System.Diagnostics;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>
/// Ends this process when the one that started it is gone (its end of standard input closes), or when it is still here long
/// after it should have been killed. It works while SQLite hangs in native code.
/// </summary>
internal static class ProbeWatchdog
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static IDisposable Start(Stream input, TimeProvider timeProvider)
    {
        var parent = new Thread(() =>
        {
            while (input.ReadByte() >= 0)
            {
            }

            Kill();
        })
        { IsBackground = true, Name = "parent" };
        parent.Start();
        return timeProvider.CreateTimer(static _ => Kill(), null, Longest, Timeout.InfiniteTimeSpan);
    }

    private static void Kill() => Process.GetCurrentProcess().Kill();
}
