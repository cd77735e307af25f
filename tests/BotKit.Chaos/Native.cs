using System.Runtime.InteropServices;

namespace BotKit.Chaos;

/// <summary>What the runtime does not offer.</summary>
internal static class Native
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int SigCont = 18;
    public const int SigStop = 19;

#pragma warning disable SYSLIB1054, CA2101, CA5392 // A program of the tests may marshal at run time.
    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi)]
    public static extern int Open(string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    public static extern nint Write(int handle, byte[] bytes, nint count);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int handle);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int process, int signal);
#pragma warning restore SYSLIB1054, CA2101, CA5392
}
