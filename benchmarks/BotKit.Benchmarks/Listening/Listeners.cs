using System.Diagnostics;
using System.Diagnostics.Metrics;
using BotKit.Benchmarks.HandWritten;
using BotKit.Diagnostics;

namespace BotKit.Benchmarks.Listening;

/// <summary>Listens to all instruments and all spans of all contestants, and throws away what it hears.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public Listeners()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static source => IsContestant(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Spans++,
        };
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (IsContestant(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => Measurements++);
        _meters.SetMeasurementEventCallback<int>((_, _, _, _) => Measurements++);
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Measurements++);
        ActivitySource.AddActivityListener(_activities);
        _meters.Start();
    }

    public long Spans { get; private set; }

    public long Measurements { get; private set; }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static bool IsContestant(string name) => name is Telemetry.Name or BotKitTelemetry.Name;
}
