using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling.Diagnostics;

/// <summary>The instruments of schedules.</summary>
internal sealed class ScheduleMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> LagBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600],
    };

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _instants;

    public ScheduleMetrics(IMeterFactory? factory)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(BotKitTelemetry.Name) ?? new Meter(BotKitTelemetry.Name);
        _lag = _meter.CreateHistogram(
            BotKitTelemetry.ScheduleLag, "s", "How late runs of schedules started, against their due instant with its jitter.", tags: null, advice: LagBuckets);
        _instants = _meter.CreateCounter<long>(BotKitTelemetry.ScheduleInstants, "{instant}", "Due instants of schedules, by what became of them.");
    }

    /// <summary>A run starts that a schedule is due for; hand-outs after the first say nothing of the schedule.</summary>
    public void Started(ClaimedRun run)
    {
        if (_lag.Enabled && run is { Delivery: 1, Origin.ScheduledFor: not null })
        {
            _lag.Record(Math.Max(0, run.Waited.TotalSeconds), new KeyValuePair<string, object?>(BotKitTelemetry.BotTag, run.Bot));
        }
    }

    public void Fired(ScheduleTally tally)
    {
        if (!_instants.Enabled)
        {
            return;
        }

        for (var i = 0; i < tally.Occurrences.Count; i++)
        {
            var occurrence = tally.Occurrences[i];
            _instants.Add(
                tally.NewIn(occurrence),
                new(BotKitTelemetry.BotTag, tally.Bot),
                new KeyValuePair<string, object?>(BotKitTelemetry.OutcomeTag, NameOf(occurrence)));
        }
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    private static string NameOf(BotOccurrence occurrence) => occurrence.Reason switch
    {
        BotSkipReason.Paused => nameof(BotSkipReason.Paused),
        BotSkipReason.Circuit => nameof(BotSkipReason.Circuit),
        BotSkipReason.Overlap => nameof(BotSkipReason.Overlap),
        BotSkipReason.Missed => nameof(BotSkipReason.Missed),
        BotSkipReason.Blackout => nameof(BotSkipReason.Blackout),
        BotSkipReason.Limit => nameof(BotSkipReason.Limit),
        BotSkipReason.Disabled => nameof(BotSkipReason.Disabled),
        _ => occurrence.State == BotOccurrenceState.Ran ? nameof(BotOccurrenceState.Ran) : nameof(BotOccurrenceState.Waiting),
    };
}
