using System.ComponentModel;
using System.Diagnostics;

namespace BotKit.Handlers.Database;

/// <summary>One run of the probe program, from start to end; it never outlives the call.</summary>
internal sealed class ProbeProcess(ProbeCommand command, TimeProvider timeProvider)
{
    private const int MaxOutputBytes = 16 * 1024 * 1024;
    private const int MaxErrorBytes = 4 * 1024;

    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(5);

    /// <summary>Starts the program, gives it a request and waits for its end, or ends it when the token fires.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public async ValueTask<ProbeEnding> RunAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo())!;
        var output = BoundedOutput.ReadAsync(process.StandardOutput.BaseStream, MaxOutputBytes, cutOff: true);
        var errors = BoundedOutput.ReadAsync(process.StandardError.BaseStream, MaxErrorBytes, cutOff: false);
        int? exitCode = null;
        try
        {
            // Standard input stays open: its end tells the probe that this process is gone.
            await SendAsync(process, request).WaitAsync(cancellationToken).ConfigureAwait(false);
            await output.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (output.Result.Length < MaxOutputBytes)
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                exitCode = process.ExitCode;
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }

        return new ProbeEnding(
            exitCode,
            output.IsCompletedSuccessfully ? output.Result : default,
            errors.IsCompletedSuccessfully ? errors.Result : default);
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // Nothing of this process's environment is the probe's business; on Windows it cannot start without the system folder.
        var systemRoot = Environment.GetEnvironmentVariable("SystemRoot");
        start.Environment.Clear();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        if (systemRoot is not null)
        {
            start.Environment["SystemRoot"] = systemRoot;
        }

        return start;
    }

    private static async Task SendAsync(Process process, ReadOnlyMemory<byte> request)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(request, CancellationToken.None).ConfigureAwait(false);
            await process.StandardInput.BaseStream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The probe ended before it read everything; its exit code says more.
        }
    }

    private async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(ExitWait, timeProvider).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException or TimeoutException)
        {
            // It has ended already, or is stuck in the kernel, where nobody can end it.
        }
    }
}
