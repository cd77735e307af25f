using BotKit.Execution;
using BotKit.Scheduling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Loops;

/// <summary>A loop that is started again, after a while, when an exception ended it. The host goes on.</summary>
internal sealed class SupervisedLoop(string name, Func<CancellationToken, Task> body, BackgroundWork background, TimeProvider clock, ILogger logger)
{
    // One that has run this long has recovered.
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
    private volatile bool _isDown;

    public string Name => name;

    /// <summary>Whether an exception ended it and it was not started again yet.</summary>
    public bool IsDown => _isDown;

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    public Task RunAsync(CancellationToken stopping) => background.Run(() => SuperviseAsync(stopping));

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var start = clock.GetTimestamp();
            try
            {
                await body(stopping).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it throws is logged, and it is started again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (clock.GetElapsedTime(start) >= Recovered)
                {
                    _backoff.Reset();
                }

                await RestAsync(exception, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task RestAsync(Exception exception, CancellationToken stopping)
    {
        _isDown = true;
        var wait = _backoff.Next();
        Log.LoopFailed(logger, exception, name, wait);
        await Task.Delay(wait, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Restarts++;
        _isDown = false;
    }
}
