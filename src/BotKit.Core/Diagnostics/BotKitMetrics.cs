using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BotKit.Diagnostics;

/// <summary>The instruments. Recording costs a field read when nobody listens.</summary>
internal sealed class BotKitMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _alertsDropped;

    public BotKitMetrics(IMeterFactory? factory)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(BotKitTelemetry.Name) ?? new Meter(BotKitTelemetry.Name);
        _duration = _meter.CreateHistogram(
            BotKitTelemetry.RunDuration, "s", "How long runs take.", tags: null, advice: DurationBuckets);
        _active = _meter.CreateUpDownCounter<long>(BotKitTelemetry.RunActive, "{run}", "Runs in progress.");
        _attempts = _meter.CreateCounter<long>(BotKitTelemetry.RunAttempts, "{attempt}", "Calls of bots' code.");
        _alerts = _meter.CreateCounter<long>(BotKitTelemetry.AlertSent, "{alert}", "Alerts sent.");
        _alertsDropped = _meter.CreateCounter<long>(BotKitTelemetry.AlertDropped, "{alert}", "Alerts that a channel could not take.");
        _dropped = _meter.CreateCounter<long>(BotKitTelemetry.LedgerDropped, "{row}", "Rows that the ledger could not take.");
    }

    public static ActivitySource Activities { get; } = new(BotKitTelemetry.Name);

    public bool MeasuresRuns => _duration.Enabled || _attempts.Enabled;

    public bool MeasuresActive => _active.Enabled;

    public void ObserveCircuits(Func<IEnumerable<Measurement<int>>> observe)
        => _meter.CreateObservableGauge(BotKitTelemetry.CircuitState, observe, description: "0 closed, 1 half-open, 2 open, 3 isolated.");

    public void RunChanged(BotTags bot, int change) => _active.Add(change, bot.Name);

    public void RunEnded(BotTags bot, BotTrigger trigger, BotStatus status, string? error, int attempts, TimeSpan duration)
    {
        var triggerTag = BotTags.Of(trigger);
        var statusTag = BotTags.Of(status);
        if (error is null)
        {
            _duration.Record(duration.TotalSeconds, bot.Name, triggerTag, statusTag);
            _attempts.Add(attempts, bot.Name, triggerTag, statusTag);
            return;
        }

        ReadOnlySpan<KeyValuePair<string, object?>> tags = [bot.Name, triggerTag, statusTag, new(BotKitTelemetry.ErrorTag, error)];
        _duration.Record(duration.TotalSeconds, tags);
        _attempts.Add(attempts, tags);
    }

    public void AlertSent(string bot) => _alerts.Add(1, new KeyValuePair<string, object?>(BotKitTelemetry.BotTag, bot));

    public void AlertSent(string bot, string channel, string outcome, int count)
        => _alerts.Add(count, new(BotKitTelemetry.BotTag, bot), new(BotKitTelemetry.ChannelTag, channel), new(BotKitTelemetry.AlertOutcomeTag, outcome));

    public void AlertDropped(string channel, int count) => _alertsDropped.Add(count, new KeyValuePair<string, object?>(BotKitTelemetry.ChannelTag, channel));

    public void RowDropped(string bot) => _dropped.Add(1, new KeyValuePair<string, object?>(BotKitTelemetry.BotTag, bot));

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }
}
