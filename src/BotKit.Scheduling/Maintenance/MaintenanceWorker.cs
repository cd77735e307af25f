using BotKit.Execution;
using BotKit.Scheduling.Loops;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Maintenance;

/// <summary>Keeps the maintenance loop going from start to drain.</summary>
internal sealed class MaintenanceWorker(SchedulingOptions options, MaintenanceLoop loop, BackgroundWork background, TimeProvider clock, ILogger logger)
    : IBotLifecycle, IDisposable
{
    private readonly SupervisedLoop _loop = new("maintenance", loop.RunAsync, background, clock, logger);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task? _running;

    public BotLifecycleStage Stage => BotLifecycleStage.Worker;

    public bool IsDown => _loop.IsDown && !_stop.IsCancellationRequested;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (options.RunMaintenance && loop.HasWork && !_stop.IsCancellationRequested)
            {
                _running ??= _loop.RunAsync(_stop.Token);
            }
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Cancel();
}
