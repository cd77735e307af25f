using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Events;

/// <summary>Looks once a second for what happened, on this node and on others, while somebody listens and for a minute after.</summary>
internal sealed class EventWatch(
    EventFeed feed,
    IBotLedger ledger,
    IBotManager manager,
    IBotAlertStore alerts,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<EventWatch> logger) : IDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Linger = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile bool _isWatching;
    private bool _hasFailed;

    public bool IsWatching => _isWatching;

    /// <summary>Makes sure that somebody watches. From its return on nothing is missed.</summary>
    /// <exception cref="BotStoreException">The first look failed.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isWatching)
            {
                var runs = new RunWatch(ledger);
                var conditions = new ConditionWatch(manager, alerts);
                await LookAsync(runs, conditions, cancellationToken).ConfigureAwait(false);
                _isWatching = true;
                _ = WatchAsync(runs, conditions, lifetime.ApplicationStopping);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public void Dispose() => _starting.Dispose();

    private async Task WatchAsync(RunWatch runs, ConditionWatch conditions, CancellationToken stopping)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var timer = new PeriodicTimer(Period, clock);
        var aloneSince = clock.GetTimestamp();
        while (await TickAsync(timer, stopping).ConfigureAwait(false))
        {
            if (feed.Listeners > 0)
            {
                aloneSince = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(aloneSince) > Linger && await TryStopAsync().ConfigureAwait(false))
            {
                return;
            }

            try
            {
                await LookAsync(runs, conditions, stopping).ConfigureAwait(false);
                _hasFailed = false;
            }
#pragma warning disable CA1031 // Whatever a store throws, it is looked at again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!_hasFailed && !stopping.IsCancellationRequested)
                {
                    Log.EventsFailed(logger, exception);
                }

                _hasFailed = true;
            }
        }

        feed.End();
    }

    private async ValueTask LookAsync(RunWatch runs, ConditionWatch conditions, CancellationToken cancellationToken)
    {
        var (changes, isGap) = await runs.LookAsync(cancellationToken).ConfigureAwait(false);
        if (isGap)
        {
            feed.Tell(EventNames.Gap, null, new("More happened than can be told: read again what is shown."), ApiJson.Default.GapBody);
        }

        foreach (var (name, run) in changes)
        {
            feed.Tell(name, run.Bot, RunEventBody.Of(run), ApiJson.Default.RunEventBody);
        }

        foreach (var changed in conditions.LookAtBots())
        {
            feed.Tell(EventNames.BotChanged, changed.Bot, changed, ApiJson.Default.BotStateAnswerBody);
        }

        foreach (var (name, alert) in await conditions.LookAtAlertsAsync(cancellationToken).ConfigureAwait(false))
        {
            feed.Tell(name, alert.Bot, AlertBody.Of(alert), ApiJson.Default.AlertBody);
        }
    }

    private async ValueTask<bool> TryStopAsync()
    {
        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            _isWatching = !feed.TryForget();
            return !_isWatching;
        }
        finally
        {
            _starting.Release();
        }
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
