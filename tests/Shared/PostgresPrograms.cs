using System.Diagnostics;
using System.Globalization;

namespace BotKit.Tests.Shared;

/// <summary>PostgreSQL's programs, run as a user under whom they agree to run.</summary>
internal sealed class PostgresPrograms
{
    private readonly string _folder;

    private PostgresPrograms(string folder) => _folder = folder;

    /// <summary>The newest version installed, or <see langword="null"/>.</summary>
    public static PostgresPrograms? Find()
    {
        const string root = "/usr/lib/postgresql";
        if (!Directory.Exists(root))
        {
            return null;
        }

        var newest = Directory.EnumerateDirectories(root)
            .Select(folder => (Path: Path.Combine(folder, "bin"), Version: VersionOf(folder)))
            .Where(found => File.Exists(Path.Combine(found.Path, "initdb")))
            .OrderByDescending(found => found.Version)
            .FirstOrDefault();
        return newest.Path is null ? null : new(newest.Path);
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it said.</exception>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(Path.Combine(_folder, program), arguments);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90), TimeProvider.System);

        // pg_ctl leaves a server behind that keeps its output open, so the output's end is not waited for when it starts one.
        var starts = arguments is [.., "start"];
        var output = starts ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = starts ? Task.FromResult("") : process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? (await output).TrimEnd()
            : throw new InvalidOperationException($"{program} failed ({process.ExitCode}): {await error}{await output}");
    }

    /// <summary>Starts a process that crashes the server and removes its files as soon as its input ends.</summary>
    public Process StartGuard(string dataFolder)
        => Start(
            "/bin/sh",
            "-c",
            "cat >/dev/null; \"$0/pg_ctl\" -D \"$1\" -w -t 30 -m immediate stop >/dev/null 2>&1; rm -rf \"$1\"",
            _folder,
            dataFolder);

    private static int VersionOf(string folder)
        => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static Process Start(string program, params string[] arguments)
    {
        // The server refuses to run as root.
        var asRoot = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);
        var start = new ProcessStartInfo(asRoot ? "runuser" : program, asRoot ? ["-u", "postgres", "--", program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
