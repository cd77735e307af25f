using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Loops;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Schedules;

/// <summary>Writes schedules into the store, fires what is due, follows configuration and watches for what is late, from start to drain.</summary>
internal sealed class ScheduleWorker : IBotLifecycle, IDisposable
{
    // A store that is away does not hold the start of the host; the loop goes on trying.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);

    // Otherwise it only follows configuration.
    private readonly bool _isFiring;
    private readonly FiringLoop _firing;
    private readonly ScheduleSource _source;
    private readonly ScheduleRegistration _registration;
    private readonly ConfigurationChanges _changes;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SupervisedLoop[] _loops;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Task? _running;

    public ScheduleWorker(
        bool isFiring,
        FiringLoop firing,
        LatenessWatch watch,
        ScheduleSource source,
        ScheduleRegistration registration,
        ConfigurationChanges changes,
        Func<ScheduledBots> bots,
        BackgroundWork background,
        TimeProvider clock,
        ILogger logger)
    {
        _isFiring = isFiring;
        _firing = firing;
        _source = source;
        _registration = registration;
        _changes = changes;
        _clock = clock;
        _logger = logger;
        SupervisedLoop Loop(string name, Func<CancellationToken, Task> body) => new(name, body, background, clock, logger);
        _loops = isFiring
            ? [Loop("registration", FollowAsync), Loop("schedules", token => FireAsync(bots().Names.Count, token)), Loop("lateness", watch.RunAsync)]
            : [Loop("registration", FollowAsync)];
    }

    public BotLifecycleStage Stage => BotLifecycleStage.Worker;

    public bool IsRunning => _isFiring && _running is not null && !_stop.IsCancellationRequested;

    public bool IsStoreAway => _firing.IsAway;

    public IEnumerable<string> LoopsDown => _loops.Where(static loop => loop.IsDown).Select(static loop => loop.Name);

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running is null && !_stop.IsCancellationRequested)
            {
                _running = Task.WhenAll(_loops.Select(loop => loop.RunAsync(_stop.Token)));
            }
        }

        await _tried.Task.WaitAsync(StartLimit, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void BeginStop() => _stop.Cancel();

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Cancel();

    private async Task FireAsync(int bots, CancellationToken stopping)
    {
        await _tried.Task.WaitAsync(stopping).ConfigureAwait(false);
        Log.Firing(_logger, bots);
        await _firing.RunAsync(stopping).ConfigureAwait(false);
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await RegisterAsync(stopping).ConfigureAwait(false);
        while (true)
        {
            await _changes.WaitAsync(stopping).ConfigureAwait(false);
            if (await _source.ReloadAsync(stopping).ConfigureAwait(false))
            {
                Log.SchedulesReloaded(_logger);
                await RegisterAsync(stopping).ConfigureAwait(false);
            }
            else
            {
                Log.SchedulesRefused(_logger, string.Join(" ", _source.Failures));
            }
        }
    }

    private async ValueTask RegisterAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        while (_isFiring)
        {
            try
            {
                await _registration.ApplyAsync(await _source.LoadAsync(stopping).ConfigureAwait(false), stopping).ConfigureAwait(false);
                _firing.Wake();
                break;
            }
            catch (BotStoreException exception)
            {
                if (backoff.Failures == 0)
                {
                    Log.NotRegistered(_logger, exception);
                }
            }
            finally
            {
                _tried.TrySetResult();
            }

            await Task.Delay(backoff.Next(), _clock, stopping).ConfigureAwait(false);
        }

        _tried.TrySetResult();
    }
}
