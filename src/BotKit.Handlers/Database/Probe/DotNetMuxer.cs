using System.Runtime.InteropServices;

namespace BotKit.Handlers.Database;

/// <summary>Finds the <c>dotnet</c> program that can run the probe: the one that runs this process, if it is one.</summary>
internal static class DotNetMuxer
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The full path; <see langword="null"/> when there is none, as on a machine with self-contained programs only.</summary>
    public static string? Find() => Find(
        Environment.ProcessPath,
        RuntimeEnvironment.GetRuntimeDirectory(),
        Environment.GetEnvironmentVariable);

    /// <summary>Looks in the order in which the answers can be trusted.</summary>
    public static string? Find(string? processPath, string runtimeDirectory, Func<string, string?> environment)
    {
        string?[] candidates =
        [
            Path.GetFileName(processPath) == FileName ? processPath : null,
            environment("DOTNET_HOST_PATH"),
            // {root}/shared/Microsoft.NETCore.App/{version}/
            Path.Combine(runtimeDirectory, "..", "..", "..", FileName),
            Below(environment($"DOTNET_ROOT_{RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant()}")),
            Below(environment("DOTNET_ROOT")),
            "/usr/share/dotnet/dotnet",
            "/usr/lib/dotnet/dotnet",
            "/usr/local/share/dotnet/dotnet",
            Below(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")),
        ];
        return candidates.Where(File.Exists).Select(path => Path.GetFullPath(path!)).FirstOrDefault();
    }

    private static string? Below(string? folder) => string.IsNullOrEmpty(folder) ? null : Path.Combine(folder, FileName);
}
