using System.Runtime.InteropServices;
using System.Text;

namespace BotKit.Chaos.History;

/// <summary>
/// A file to which several processes append whole lines. It is opened with O_APPEND, which the runtime's own streams are not,
/// so that each line is one write of the system and none is lost with its process.
/// </summary>
internal sealed class HistoryFile : IDisposable
{
    private const int WriteOnly = 1;
    private const int Create = 0x40;
    private const int Append = 0x400;

    private readonly int _handle;

    public HistoryFile(string path)
    {
        Path = path;
        _handle = Native.Open(path, WriteOnly | Create | Append, 0x1A4);
        if (_handle < 0)
        {
            throw new IOException($"The history cannot be opened ({Marshal.GetLastPInvokeError()}).");
        }
    }

    public string Path { get; }

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public void Write(HistoryLine line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToString());
        if (Native.Write(_handle, bytes, bytes.Length) != bytes.Length)
        {
            throw new IOException($"The history cannot be written ({Marshal.GetLastPInvokeError()}).");
        }
    }

    public static List<HistoryLine> Read(string path)
        => File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.Length > 0).Select(HistoryLine.Parse)] : [];

    public void Dispose() => _ = Native.Close(_handle);
}
