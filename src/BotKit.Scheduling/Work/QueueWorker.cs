using BotKit.Execution;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Loops;
using BotKit.Scheduling.Schedules;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Work;

/// <summary>Takes runs from the queue from start to drain.</summary>
/// <remarks>The bots are asked for when the loop runs: they are what starts it where there is no host.</remarks>
internal sealed class QueueWorker : IBotQueueWorker, IBotLifecycle, IDisposable
{
    // For canceled code to return and its run to be given back.
    private static readonly TimeSpan AbandonGrace = TimeSpan.FromSeconds(5);

    private readonly SchedulingOptions _options;
    private readonly IBotQueueStore _store;
    private readonly NodeLease _lease;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Func<BotCatalogue> _catalogue;
    private readonly Func<IBotDelivery> _delivery;
    private readonly ResultWriter _writer;
    private readonly QueueMetrics _metrics;
    private readonly ScheduledRuns _scheduled;
    private readonly Slots _slots;
    private readonly SupervisedLoop _loop;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly Lock _lock = new();
    private HandOuts? _handOuts;
    private ClaimLoop? _claims;
    private Task? _running;
    private long? _stoppingSince;

    public QueueWorker(
        SchedulingOptions options,
        IBotQueueStore store,
        ResultWriter writer,
        NodeLease lease,
        QueueMetrics metrics,
        ScheduledRuns scheduled,
        Func<BotCatalogue> catalogue,
        Func<IBotDelivery> delivery,
        BackgroundWork background,
        TimeProvider clock,
        ILogger logger)
    {
        _options = options;
        _store = store;
        _writer = writer;
        _lease = lease;
        _metrics = metrics;
        _scheduled = scheduled;
        _catalogue = catalogue;
        _delivery = delivery;
        _clock = clock;
        _logger = logger;
        _slots = new Slots(options.Workers);
        _loop = new SupervisedLoop("claim", RunAsync, background, clock, logger);
    }

    public BotLifecycleStage Stage => BotLifecycleStage.Worker;

    /// <summary>Where the store outlives this node, another one may run what this one accepts.</summary>
    public bool IsWorking => _store.IsDurable || (_options.RunQueue && !_stop.IsCancellationRequested);

    public QueueCondition Condition => new(
        IsRunning: _running is not null && !_stop.IsCancellationRequested,
        IsLoopDown: _loop.IsDown,
        IsStoreAway: _claims?.IsAway ?? false,
        IsHeld: _lease.Current is { IsHeld: true },
        Overdue: _slots.Overdue,
        Unwritten: _writer.Waiting);

    public Slots Slots => _slots;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_options.RunQueue && _running is null && !_stop.IsCancellationRequested)
            {
                _running = _loop.RunAsync(_stop.Token);
            }
        }

        return ValueTask.CompletedTask;
    }

    public void BeginStop()
    {
        lock (_lock)
        {
            if (_stoppingSince is not null)
            {
                return;
            }

            _stoppingSince = _clock.GetTimestamp();
            _stop.Cancel();
            _handOuts?.Close();
            if (_running is not null)
            {
                Log.Stopping(_logger, _options.ShutdownTimeout, _slots.Taken);
            }
        }
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        BeginStop();
        if (_running is not { } started)
        {
            return;
        }

        await started.WaitAsync(Left(), _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _slots.WhenEmpty.WaitAsync(Left(), _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_slots.Taken > 0)
        {
            Log.Abandoning(_logger, _slots.Taken);
            await _abandon.CancelAsync().ConfigureAwait(false);
            await _slots.WhenEmpty.WaitAsync(AbandonGrace, _clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_slots.Taken > 0)
        {
            Log.LeftRunning(_logger, _slots.Taken);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _abandon.Cancel();
    }

    private TimeSpan Left()
    {
        var left = _options.ShutdownTimeout - _clock.GetElapsedTime(_stoppingSince!.Value);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        ClaimLoop claims;
        lock (_lock)
        {
            claims = _claims ??= Compose();
        }

        await claims.RunAsync(stopping, _abandon.Token).ConfigureAwait(false);
    }

    private ClaimLoop Compose()
    {
        var delivery = _delivery();
        var bots = new QueuedBots(_catalogue(), _options, delivery);
        _handOuts = new HandOuts(_slots, delivery, _writer, _metrics, _scheduled, _clock, _logger);
        return new ClaimLoop(_store, _lease, bots, _handOuts, _options, _clock, _logger);
    }
}
