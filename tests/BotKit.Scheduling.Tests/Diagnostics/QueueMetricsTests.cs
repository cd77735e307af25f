using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Diagnostics;

public sealed class QueueMetricsTests
{
    [Fact]
    public async Task Wait_DelayedStart_IsTheTimeAfterItWasDue()
    {
        await using var host = new QueueHost();
        using var heard = new Heard(host);
        await host.Manager.PauseAsync("work", "maintenance", "ada");
        var id = await host.EnqueueAsync(1, when: new() { Delay = TimeSpan.FromSeconds(5) });
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(15));
        await host.Manager.ResumeAsync("work");
        await host.EndedAsync(id);

        heard.Waits.Should().ContainSingle().Which.Should().Be(("work", 10d));
    }

    [Fact]
    public async Task Depth_IsReadWhileSomebodyCollects()
    {
        await using var host = new QueueHost(bots: ["other", "work"]);
        using var heard = new Heard(host);
        await host.Manager.PauseAsync("work", "maintenance", "ada");
        await host.EnqueueAsync(1);
        await host.EnqueueAsync(2);
        await host.EnqueueAsync(3, when: new() { Delay = TimeSpan.FromHours(1) });

        await host.Host.Services.GetRequiredService<QueueMetrics>().ReadAsync();
        heard.Collect();

        heard.Depths.Should().BeEquivalentTo(new Dictionary<(string, string), long>
        {
            [("work", "Scheduled")] = 1,
            [("work", "Queued")] = 2,
            [("work", "Running")] = 0,
        });
    }

    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Heard(QueueHost host)
        {
            // The instruments of this host only: other tests have their own.
            _ = host.Manager.Bots;
            var factory = host.Host.Services.GetRequiredService<IMeterFactory>();
            var meter = factory.Create(BotKitTelemetry.Name);
            _ = host.Host.Services.GetRequiredService<QueueMetrics>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name is BotKitTelemetry.QueueWait or BotKitTelemetry.QueueDepth)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Waits.Enqueue((Tag(tags, BotKitTelemetry.BotTag), value)));
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
                Depths[(Tag(tags, BotKitTelemetry.BotTag), Tag(tags, BotKitTelemetry.StateTag))] = value);
            _listener.Start();
        }

        public ConcurrentQueue<(string Bot, double Seconds)> Waits { get; } = new();

        public ConcurrentDictionary<(string Bot, string State), long> Depths { get; } = new();

        public void Collect() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            foreach (var tag in tags)
            {
                if (tag.Key == name)
                {
                    return (string)tag.Value!;
                }
            }

            return "";
        }
    }
}
