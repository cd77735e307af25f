using BotKit.Execution;
using BotKit.Notifications.Routing;

namespace BotKit.Notifications.Delivery;

/// <summary>Runs what happens in the background: the channels' buffers and the watch over alerts. It ends after the alerts do.</summary>
internal sealed class NotificationsLifecycle(
    NotificationOptions options, IReadOnlyCollection<DirectLane> lanes, DirectDelivery direct, EscalationWatch watch, BackgroundWork background, TimeProvider clock)
    : IBotLifecycle, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp = new();
    private readonly Lock _gate = new();
    private Task? _watch;
    private Task? _lanes;

    // Below the alerts, which still send while they are drained.
    public BotLifecycleStage Stage => BotLifecycleStage.Node;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _lanes ??= Task.WhenAll([.. lanes.Select(lane => background.Run(() => lane.RunAsync(_givingUp.Token)))]);
            _watch ??= background.Run(WatchAsync);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        direct.ReleaseDigests();
        foreach (var lane in lanes)
        {
            lane.Complete();
        }

        Task work;
        lock (_gate)
        {
            work = Task.WhenAll(_watch ?? Task.CompletedTask, _lanes ?? Task.CompletedTask);
        }

        try
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _givingUp.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _givingUp.Cancel();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(options.EscalationCheckEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                await watch.LookAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
