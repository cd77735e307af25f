using System.Diagnostics.Metrics;
using BotKit.Core.Tests.Scripted;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Diagnostics;

public class BotKitMetricsTests
{
    [Fact]
    public async Task Instruments_HaveTheirNamesAndUnits()
    {
        await using var host = Hosts.Of(Script.Return());
        using var measured = new Measurements(host);

        await host.RunAsync("go");

        measured.Instruments.Select(instrument => (instrument.Name, instrument.Unit)).Should().BeEquivalentTo(new[]
        {
            ("botkit.run.duration", "s"),
            ("botkit.run.active", "{run}"),
            ("botkit.run.attempts", "{attempt}"),
            ("botkit.circuit.state", null),
            ("botkit.alert.sent", "{alert}"),
            ("botkit.alert.dropped", "{alert}"),
            ("botkit.ledger.dropped", "{row}"),
        });
        measured.Instruments.Should().OnlyContain(instrument => instrument.Meter.Name == "BotKit" && !string.IsNullOrEmpty(instrument.Description));
    }

    [Fact]
    public async Task Duration_HasBucketAdviceInSeconds()
    {
        await using var host = Hosts.Of(Script.Return());
        using var measured = new Measurements(host);
        await host.RunAsync("go");

        var histogram = (Histogram<double>)measured.Instruments.Single(instrument => instrument.Name == BotKitTelemetry.RunDuration);

        histogram.Advice!.HistogramBucketBoundaries.Should().BeInAscendingOrder().And.StartWith(0.001).And.EndWith(1800d);
    }

    [Fact]
    public async Task Run_Succeeds_IsMeasuredOnce()
    {
        await using var host = Hosts.Of(async (_, context, _) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(90), context.Services.GetRequiredService<TimeProvider>());
            return "done";
        });
        using var measured = new Measurements(host);

        await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Http });

        var duration = measured.Of("botkit.run.duration").Should().ContainSingle().Subject;
        duration.Value.Should().Be(90);
        duration.Tags.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["bot.name"] = "scripted",
            ["bot.trigger"] = "Http",
            ["bot.status"] = "Succeeded",
        });
        measured.Of("botkit.run.attempts").Should().ContainSingle().Which.Should().BeEquivalentTo(new { Value = 1d, duration.Tags });
    }

    [Fact]
    public async Task Run_FailsAfterRetries_IsMeasuredOnceWithItsCode()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Transient));
        using var measured = new Measurements(host);

        await host.RunAsync("go");

        var attempts = measured.Of("botkit.run.attempts").Should().ContainSingle().Subject;
        attempts.Value.Should().Be(3);
        attempts.Tags.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["bot.name"] = "scripted",
            ["bot.trigger"] = "Code",
            ["bot.status"] = "Failed",
            ["error.type"] = "busy",
        });
        measured.Of("botkit.run.duration").Should().ContainSingle().Which.Tags.Should().BeEquivalentTo(attempts.Tags);
    }

    [Fact]
    public async Task Run_Refused_IsMeasuredOnce()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);
        using var measured = new Measurements(host);

        await host.RunAsync("go");

        measured.Of("botkit.run.duration").Should().ContainSingle().Which.Tags.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["bot.name"] = "scripted",
            ["bot.trigger"] = "Code",
            ["bot.status"] = "Rejected",
            ["error.type"] = "disabled",
        });
        measured.Of("botkit.run.attempts").Should().ContainSingle().Which.Value.Should().Be(0);
    }

    [Theory]
    [InlineData(BotKitTelemetry.RunDuration)]
    [InlineData(BotKitTelemetry.RunAttempts)]
    public async Task Run_OnlyOneInstrumentIsListenedTo_IsMeasured(string instrument)
    {
        await using var host = Hosts.Of(Script.Return());
        using var measured = new Measurements(host, instrument);

        await host.RunAsync("go");

        measured.Of(instrument).Should().ContainSingle();
    }

    [Fact]
    public async Task Run_Abandoned_IsMeasuredOnce()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task), options => options.TotalTimeout = TimeSpan.FromSeconds(1));
        using var measured = new Measurements(host);

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(6));
        await run;
        end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        measured.Of("botkit.run.duration").Should().ContainSingle().Which.Tags["bot.status"].Should().Be("TimedOut");
        measured.Of("botkit.run.active").Sum(measurement => measurement.Value).Should().Be(0);
    }

    [Fact]
    public async Task Active_WhileARunGoesOn_IsOne()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task));
        using var measured = new Measurements(host, BotKitTelemetry.RunActive);

        var run = host.Start("go");
        var during = measured.Of("botkit.run.active").ToArray();
        end.SetResult("done");
        await run;

        during.Should().ContainSingle().Which.Value.Should().Be(1);
        during[0].Tags.Should().BeEquivalentTo(new Dictionary<string, object?> { ["bot.name"] = "scripted" });
        measured.Of("botkit.run.active").Select(measurement => measurement.Value).Should().Equal(1, -1);
    }

    [Fact]
    public async Task Active_ListenerComesDuringTheRun_IsNotCountedOut()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task));

        var run = host.Start("go");
        using var measured = new Measurements(host, BotKitTelemetry.RunActive);
        end.SetResult("done");
        await run;

        measured.Of("botkit.run.active").Should().BeEmpty();
    }

    [Fact]
    public async Task Circuit_IsObservedPerBot()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        using var measured = new Measurements(host);
        await host.RunAsync("go");
        measured.Observe();
        await host.RunManyAsync(4);
        measured.Observe();
        await host.AdvanceAsync(TimeSpan.FromSeconds(60));
        measured.Observe();
        await host.Manager.IsolateAsync(Hosts.Bot);
        measured.Observe();

        var states = measured.Of("botkit.circuit.state");
        states.Select(state => state.Value).Should().Equal(0, 2, 1, 3);
        states.Should().OnlyContain(state => Equals(state.Tags["bot.name"], "scripted"));
    }

    [Fact]
    public async Task Dropped_LedgerThrows_IsCounted()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger, BrokenLedger>());
        using var measured = new Measurements(host);

        await host.RunAsync("go");
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");
        await host.RunAsync("go");

        var dropped = measured.Of("botkit.ledger.dropped");
        dropped.Select(row => row.Value).Should().Equal(1, 1);
        dropped.Should().OnlyContain(row => Equals(row.Tags["bot.name"], "scripted"));
    }

    [Fact]
    public async Task ErrorType_BotMakesCodesUp_StaysBounded()
    {
        var number = 0;
        await using var host = Hosts.Of(
            (_, _, _) => throw new BotException($"code_{number++}", "message"), options => options.Circuit.Enabled = false);
        using var measured = new Measurements(host);

        await host.RunManyAsync(BotTags.MaxErrors + 5);

        var codes = measured.Of("botkit.run.duration").Select(measurement => measurement.Tags["error.type"]).ToArray();
        codes.Distinct().Should().HaveCount(BotTags.MaxErrors + 1);
        codes.TakeLast(5).Should().OnlyContain(code => Equals(code, "_OTHER"));
    }

    [Fact]
    public void ErrorType_OfLongAndKnownCodes_IsBoundedAndStable()
    {
        var tags = new BotTags("bot");
        var known = Enumerable.Range(0, BotTags.MaxErrors).Select(number => $"code_{number}").ToArray();

        known.Select(tags.ErrorOf).Should().Equal(known);
        known.Select(tags.ErrorOf).Should().Equal(known);
        tags.ErrorOf("one_more").Should().Be(BotTags.OtherError);
        new BotTags("bot").ErrorOf(new string('x', 100)).Should().HaveLength(100);
        new BotTags("bot").ErrorOf(new string('x', 101)).Should().Be(BotTags.OtherError);
    }

    [Fact]
    public void Dispose_OwnMeter_EndsIt()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == BotKitTelemetry.RunDuration && instrument.Meter.Scope is null)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.Start();
        var metrics = new BotKitMetrics(null);
        var before = metrics.MeasuresRuns;

        metrics.Dispose();

        before.Should().BeTrue();
        metrics.MeasuresRuns.Should().BeFalse();
    }

    [Fact]
    public void Dispose_FactorysMeter_LeavesItToTheFactory()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var metrics = new BotKitMetrics(factory);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.Start();

        metrics.Dispose();

        metrics.MeasuresRuns.Should().BeTrue();
    }
}
