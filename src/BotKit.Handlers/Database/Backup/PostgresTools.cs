using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>
/// Runs <c>pg_dump</c> and <c>pg_restore</c>. Server, user and password go to them in their environment, so that no other user
/// of the machine sees them; a program never outlives the call.
/// </summary>
internal sealed partial class PostgresTools(TimeProvider timeProvider, ILogger<PostgresTools> logger)
{
    private const string DebianRoot = "/usr/lib/postgresql";
    private const int MaxErrorBytes = 4 * 1024;

    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(3);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="entry">The database that it connects to.</param>
    /// <param name="program"><c>pg_dump</c> or <c>pg_restore</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="read">Reads what it writes, to the end.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>Whether it succeeded.</returns>
    /// <exception cref="BotException">The program is not there.</exception>
    public async ValueTask<bool> RunAsync(
        DatabaseEntry entry, string program, IReadOnlyList<string> arguments, Func<Stream, ValueTask>? read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(entry, program, arguments);
        try
        {
            process.StandardInput.Close();
            var errors = BoundedOutput.ReadAsync(process.StandardError.BaseStream, MaxErrorBytes, cutOff: false);
            var output = process.StandardOutput.BaseStream;
            var reading = read is null ? output.CopyToAsync(Stream.Null, CancellationToken.None) : read(output).AsTask();
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                LogFailed(program, process.ExitCode);
                LogErrorsSensitive(program, ProbeReply.Printable((await errors.WaitAsync(cancellationToken).ConfigureAwait(false)).Span));
            }

            return process.ExitCode == 0;
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static Process Start(DatabaseEntry entry, string program, IReadOnlyList<string> arguments)
    {
        var path = Find(entry.Options.ToolsFolder, program) ?? throw Missing(null);
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        SetEnvironment(start.Environment, PostgresTarget.Parse(entry.Options.ConnectionString));
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw Missing(failure);
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, NpgsqlConnectionStringBuilder settings)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase) && name != "PGPASSFILE").ToList())
        {
            environment.Remove(name);
        }

        environment["PGHOST"] = settings.Host;
        environment["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture);
        environment["PGDATABASE"] = settings.Database;
        environment["PGSSLMODE"] = settings.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        environment["PGAPPNAME"] = settings.ApplicationName;
        environment["PGCONNECT_TIMEOUT"] = Math.Max(2, settings.Timeout).ToString(CultureInfo.InvariantCulture);
        Set("PGUSER", settings.Username);
        Set("PGPASSWORD", settings.Password);
        Set("PGPASSFILE", settings.Passfile);
        Set("PGSSLROOTCERT", settings.RootCertificate);
        Set("PGSSLCERT", settings.SslCertificate);
        Set("PGSSLKEY", settings.SslKey);

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                environment[name] = value;
            }
        }
    }

    private static string? Find(string? folder, string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var folders = folder is not null ? [folder] : DebianFolders()
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.Select(found => Path.GetFullPath(Path.Combine(found, name))).FirstOrDefault(File.Exists);
    }

    // The newest can dump every older server; the one on Debian's search path is a wrapper that looks for a local cluster.
    private static IEnumerable<string> DebianFolders() => !Directory.Exists(DebianRoot)
        ? []
        : Directory.EnumerateDirectories(DebianRoot)
            .OrderByDescending(static found => int.TryParse(Path.GetFileName(found), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(static found => Path.Combine(found, "bin"));

    private static BotException Missing(Exception? cause) => DatabaseFailure.Of(
        DatabaseErrorCodes.BackupToolMissing, "The programs pg_dump and pg_restore are needed and were not found on this machine.", cause);

    private async ValueTask EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(ExitWait, timeProvider).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException or TimeoutException)
        {
            // It has ended already.
        }
    }
}
