using System.Text.Json;
using BotKit.Handlers.Database;

namespace BotKit.Handlers.SqliteProbe;

/// <summary>
/// Reads one request from standard input, does it, and writes the response to standard output. The arguments are the
/// folders in which SQLite's native library may lie.
/// </summary>
internal static class Program
{
    private const int MaxRequestBytes = 4 * 1024 * 1024;

    private static int Main(string[] arguments)
    {
        ProbeLimits.Apply();
        ProbeLibraries.FindBeside(arguments);
        ProbeWork.Prepare();

        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        output.Write(ProbeGreeting.Utf8);
        output.Flush();

        if (ReadLine(input) is not { } line || JsonSerializer.Deserialize(line, SqliteJson.Default.SqliteRequest) is not { } request)
        {
            return 2;
        }

        using var watchdog = ProbeWatchdog.Start(input, TimeProvider.System);
        var response = ProbeWork.Run(request);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(response, SqliteJson.Default.SqliteResponse));
        output.Flush();
        return 0;
    }

    private static byte[]? ReadLine(Stream input)
    {
        var line = new List<byte>();
        for (int next; (next = input.ReadByte()) != '\n'; line.Add((byte)next))
        {
            if (next < 0 || line.Count == MaxRequestBytes)
            {
                return null;
            }
        }

        return [.. line];
    }
}
