using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotKit.Notifications;

/// <summary>
/// Raises alerts: the first of a bot and code in a window goes to every notifier, the others are counted. The store decides which
/// is the first on all nodes; while it does not answer, this node does. Everything that may take time happens in the background.
/// </summary>
internal sealed class AlertCenter : IBotLifecycle, IDisposable
{
    /// <summary>How often the counts of repeated alerts are told to the store.</summary>
    public static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1);

    private readonly AlertWindows _windows;
    private readonly AlertSaver _saver;
    private readonly NotifierLane[] _lanes;
    private readonly ITimer _timer;
    private readonly Action<string> _sent;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private int _timerIsSet;
    private Task? _work;

    public AlertCenter(
        IOptions<AlertOptions> options,
        IBotAlertStore store,
        IEnumerable<IBotNotifier> notifiers,
        TimeProvider timeProvider,
        BotKitMetrics metrics,
        ILoggerFactory? loggers = null)
    {
        ILogger logger = loggers is null ? NullLogger.Instance : new GuardedLogger(loggers.CreateLogger("BotKit.Notifications"));
        _sent = metrics.AlertSent;
        _windows = new AlertWindows(options.Value, timeProvider);
        _saver = new AlertSaver(store, options.Value.Window, Send, _windows.Adopt, timeProvider, logger);
        _lanes = [.. notifiers.Select(notifier => new NotifierLane(notifier, timeProvider, logger))];
        _timer = timeProvider.CreateTimer(
            static center => ((AlertCenter)center!).SaveRepeated(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The alerts that were raised within the last window, the latest first.</summary>
    public IReadOnlyList<BotAlert> Active => _windows.Active();

    /// <summary>Alerts that a notifier did not deliver, and writes that the store did not take.</summary>
    public long Failures => _saver.Failures + _lanes.Sum(static lane => lane.Failures);

    /// <summary>Raises an alert. It neither blocks nor throws.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="failure">The verdict.</param>
    /// <param name="executionId">The run that failed, if there is one.</param>
    public void Raise(string bot, BotFailure failure, Guid? executionId)
    {
        if (_windows.Raise(bot, failure, executionId) is not { } alert)
        {
            SaveRepeatedLater();
            return;
        }

        // What came before it is told before it.
        EnsureStarted();
        SaveRepeated();
        _saver.Raise(new RaisedAlert(alert, IsFirst: true));
    }

    /// <summary>What an alert said is over: it is not active any more, unless it is raised again. Its window goes on.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="code">The code.</param>
    public void End(string bot, string code) => _windows.End(bot, code);

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        EnsureStarted();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        SaveRepeated();
        _saver.Complete();
        if (Work is not { } work)
        {
            Complete();
            return;
        }

        try
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    private Task? Work
    {
        get
        {
            lock (_gate)
            {
                return _work;
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Complete();
        _stopping.Cancel();
    }

    private void EnsureStarted()
    {
        lock (_gate)
        {
            // The loops outlive the run that may be the first to raise an alert: nothing that is ambient there shall flow into them.
            using AsyncFlowControl? unflowed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _work ??= Task.WhenAll(
                [Task.Run(DecideAsync), .. _lanes.Select(lane => Task.Run(() => lane.RunAsync(_stopping.Token)))]);
        }
    }

    private async Task DecideAsync()
    {
        try
        {
            await _saver.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            Complete();
        }
    }

    private void Send(BotAlert alert)
    {
        var outgoing = new OutgoingAlert(alert, _sent);
        foreach (var lane in _lanes)
        {
            lane.Send(outgoing);
        }
    }

    private void SaveRepeatedLater()
    {
        if (Interlocked.Exchange(ref _timerIsSet, 1) == 0)
        {
            _timer.Change(SaveInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void SaveRepeated()
    {
        Volatile.Write(ref _timerIsSet, 0);
        foreach (var alert in _windows.TakeRepeated())
        {
            _saver.Raise(new RaisedAlert(alert, IsFirst: false));
        }
    }

    private void Complete()
    {
        _saver.Complete();
        foreach (var lane in _lanes)
        {
            lane.Complete();
        }
    }
}
