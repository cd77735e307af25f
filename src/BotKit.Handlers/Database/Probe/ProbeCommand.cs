namespace BotKit.Handlers.Database;

/// <summary>How the probe program is started.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ProbeCommand(string FileName, IReadOnlyList<string> Arguments)
{
    private const string Program = "BotKit.Handlers.SqliteProbe.dll";

    /// <summary>The probe shipped beside this assembly; <see langword="null"/> when it or <c>dotnet</c> is not there.</summary>
    public static ProbeCommand? Locate()
    {
        var program = Path.Combine(AppContext.BaseDirectory, Program);
        if (!File.Exists(program) || DotNetMuxer.Find() is not { } muxer)
        {
            return null;
        }

        // Where this process found native libraries, the probe finds SQLite's, whatever the machine and the way of publishing.
        var nativeFolders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return new ProbeCommand(muxer, ["exec", program, .. nativeFolders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)]);
    }
}
