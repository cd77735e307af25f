using BotKit.Diagnostics;

namespace BotKit.Chaos.Workers;

/// <summary>Kills this process when it reaches a moment for the nth time.</summary>
internal static class Executioner
{
    private static string _point = "";
    private static int _count;

    public static void Arm(string point, int count)
    {
        Volatile.Write(ref _count, count);
        Volatile.Write(ref _point, point);
        CrashPoint.Reached = Reach;
    }

    private static void Reach(string point)
    {
        if (point == Volatile.Read(ref _point) && Interlocked.Decrement(ref _count) == 0)
        {
            _ = Native.Kill(Environment.ProcessId, Native.SigKill);
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
