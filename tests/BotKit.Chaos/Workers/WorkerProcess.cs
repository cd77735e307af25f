using System.Diagnostics;
using BotKit.Chaos.History;

namespace BotKit.Chaos.Workers;

/// <summary>A worker process as its parent sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(Process process, int slot)
    {
        _process = process;
        Name = System.FormattableString.Invariant($"w{slot}-{process.Id}");
        StartedAt = HistoryFile.Now;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready")
            {
                ReadyAt = HistoryFile.Now;
                _ready.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
    }

    /// <summary>The name of its node.</summary>
    public string Name { get; }

    public long StartedAt { get; }

    public long? ReadyAt { get; private set; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static WorkerProcess Start(WorkerArguments arguments) => Start(arguments.Slot, arguments.Folder, arguments.ToArguments());

    /// <summary>Starts this program once more.</summary>
    /// <param name="slot">Which of the workers it is.</param>
    /// <param name="folder">Where its log is kept.</param>
    /// <param name="arguments">What it is told.</param>
    public static WorkerProcess Start(int slot, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException("A worker did not start.");
        var log = Path.Combine(folder, System.FormattableString.Invariant($"w{slot}-{process.Id}.log"));
        _ = Task.Run(async () =>
        {
            await using var file = File.Create(log);
            await process.StandardError.BaseStream.CopyToAsync(file);
        });
        return new WorkerProcess(process, slot);
    }

    /// <summary>Ends when it says that it is ready, when it exits, or when it took too long.</summary>
    public async Task<bool> IsReadyAsync()
    {
        await Task.WhenAny(_ready.Task, _process.WaitForExitAsync(), Task.Delay(StartLimit, TimeProvider.System));
        return _ready.Task.IsCompleted;
    }

    public async Task<bool> HasExitedWithinAsync(TimeSpan limit)
    {
        var exit = _process.WaitForExitAsync();
        return await Task.WhenAny(exit, Task.Delay(limit, TimeProvider.System)) == exit;
    }

    public void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone.
        }
    }

    public void Signal(int signal) => _ = Native.Kill(_process.Id, signal);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Signal(Native.SigKill);
        }

        _process.Dispose();
    }
}
