using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace BotKit.SampleHost.Tests;

/// <summary>The sample host as a process of its own, on a free port and with a data folder that goes with it.</summary>
internal sealed partial class SampleHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleHostProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://localhost");

    public Uri LoginLink { get; private set; } = new("http://localhost");

    /// <summary>The token, where the host showed one.</summary>
    public string? Token { get; private set; }

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static async Task<SampleHostProcess> StartAsync(
        string dataFolder, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var host = new SampleHostProcess(new Process { StartInfo = Describe(dataFolder, environment, arguments), EnableRaisingEvents = true });
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host._process.Exited += (_, _) => host._started.TrySetException(new InvalidOperationException("The host ended:\n" + host.Output));
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        await host._started.Task.WaitAsync(StartLimit, TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>A start that is expected to be refused: the exit code, and what was said.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> StartRefusedAsync(
        string dataFolder, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null)
    {
        var start = Describe(dataFolder, environment, []);
        start.WorkingDirectory = workingDirectory ?? start.WorkingDirectory;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(StartLimit, TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Describe(string dataFolder, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Program),
        };
        foreach (var argument in (string[])[Program, .. arguments, "--urls", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DataFolder"] = dataFolder;
        start.Environment.Remove("BOTKIT_ADMIN_TOKEN");
        start.Environment.Remove("BOTKIT_POSTGRES");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Ends the process as a crash does (SIGKILL): nothing in it can react.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A client that sends the token, or nothing.</summary>
    public HttpClient CreateClient(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The file of a workflow of the host.</summary>
    public static string Workflow(string name) => Path.Combine(Path.GetDirectoryName(Program)!, "workflows", name + ".asl.json");

    private static string Program
    {
        get
        {
            // .../tests/BotKit.SampleHost.Tests/bin/<configuration>/net10.0/
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            var configuration = output.Parent!.Name;
            return Path.Combine(RepositoryRoot.Path, "samples", "BotKit.SampleHost", "bin", configuration, output.Name, "BotKit.SampleHost.dll");
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (LinkPattern().Match(line) is { Success: true } link)
        {
            LoginLink = new Uri(link.Value);
            Address = new Uri(LoginLink.GetLeftPart(UriPartial.Authority));
        }

        if (TokenPattern().Match(line) is { Success: true } token)
        {
            Token = token.Value;
        }

        if (line.StartsWith("Ready.", StringComparison.Ordinal))
        {
            _started.TrySetResult();
        }
    }

    [GeneratedRegex("http://[^ ]+/login#code=[0-9a-f]+")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("(?<=Bearer'\\): +)[0-9a-f]{64}")]
    private static partial Regex TokenPattern();
}
