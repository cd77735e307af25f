using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Scheduling.Tests.Queue;
using BotKit.Scheduling.Tests.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Diagnostics;

public sealed class ScheduleMetricsTests
{
    [Fact]
    public async Task Instruments_OfAHost_TellInstantsByOutcomeAndTheLagOfRuns()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<(string Name, double Value, string Tags)>();
        await using var host = new ScheduleHost(static work => work.Schedule("* * * * *", input: new WorkInput(1)));
        var factory = host.Host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, started) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name.StartsWith("botkit.schedule.", StringComparison.Ordinal))
            {
                started.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Enqueue((instrument.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Enqueue((instrument.Name, value, Text(tags))));
        listener.Start();
        await host.StartAsync();
        host.Work.Does = async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(2.5), host.Host.Clock, token);
            return 0;
        };

        await host.AdvanceAsync(TimeSpan.FromMinutes(4.1));

        seen.Where(static it => it.Name == BotKitTelemetry.ScheduleInstants).GroupBy(static it => it.Tags).ToDictionary(static group => group.Key, static group => group.Sum(static it => it.Value))
            .Should().BeEquivalentTo(new Dictionary<string, double> { ["bot.name=work botkit.schedule.outcome=Ran"] = 2, ["bot.name=work botkit.schedule.outcome=Overlap"] = 2 });
        seen.Where(static it => it.Name == BotKitTelemetry.ScheduleLag).Should().HaveCount(2).And.OnlyContain(static it => it.Value < 1 && it.Tags == "bot.name=work");
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var tag in tags)
        {
            texts.Add($"{tag.Key}={tag.Value}");
        }

        return string.Join(" ", texts);
    }
}
