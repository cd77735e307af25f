using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Diagnostics;

/// <summary>The queue's instruments. The depth is read from the store only while somebody collects it, and not more often than every 5 s.</summary>
internal sealed class QueueMetrics : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private static readonly InstrumentAdvice<double> WaitBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600, 86400],
    };

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly IBotQueueStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Histogram<double> _wait;
    private IReadOnlyList<QueueDepth> _depths = [];
    private long? _readAt;
    private int _reading;

    public QueueMetrics(IMeterFactory? factory, IBotQueueStore store, TimeProvider clock, ILogger logger)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        _ownsMeter = factory is null;
        _meter = factory?.Create(BotKitTelemetry.Name) ?? new Meter(BotKitTelemetry.Name);
        _wait = _meter.CreateHistogram(
            BotKitTelemetry.QueueWait, "s", "How long queued runs waited after they were due.", tags: null, advice: WaitBuckets);
        _meter.CreateObservableGauge(BotKitTelemetry.QueueDepth, Observe, "{run}", "Queued runs that have not ended.");
    }

    public void Started(ClaimedRun run)
    {
        if (_wait.Enabled)
        {
            _wait.Record(Math.Max(0, run.Waited.TotalSeconds), new KeyValuePair<string, object?>(BotKitTelemetry.BotTag, run.Bot));
        }
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    /// <summary>An observation must not wait for a store, so it sees what the last one had read.</summary>
    internal async Task ReadAsync()
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            return;
        }

        try
        {
            _depths = await _store.ReadDepthsAsync(CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The next observation tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.DepthNotRead(_logger, exception);
        }
        finally
        {
            _readAt = _clock.GetTimestamp();
            Volatile.Write(ref _reading, 0);
        }
    }

    private IEnumerable<Measurement<long>> Observe()
    {
        if (_readAt is not { } at || _clock.GetElapsedTime(at) >= Freshness)
        {
            _ = Task.Run(ReadAsync);
        }

        foreach (var depth in _depths)
        {
            yield return Measure(depth.Bot, "Scheduled", depth.Scheduled);
            yield return Measure(depth.Bot, "Queued", depth.Queued);
            yield return Measure(depth.Bot, "Running", depth.Running);
        }
    }

    private static Measurement<long> Measure(string bot, string state, long count)
        => new(count, new(BotKitTelemetry.BotTag, bot), new KeyValuePair<string, object?>(BotKitTelemetry.StateTag, state));
}
