using System.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Diagnostics;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Diagnostics;

public sealed class RunTelemetryTests : IDisposable
{
    private readonly Spans _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task Span_OfARun_IsNamedAndTagged()
    {
        await using var host = Hosts.Of(Script.Return());

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Workflow });

        var span = _spans.Ended.Should().ContainSingle().Subject;
        span.DisplayName.Should().Be("run scripted");
        span.ParentSpanId.Should().Be(_spans.Root.SpanId);
        span.Status.Should().Be(ActivityStatusCode.Unset);
        span.TagObjects.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["bot.name"] = "scripted",
            ["bot.trigger"] = "Workflow",
            ["bot.status"] = "Succeeded",
            ["bot.execution_id"] = result.ExecutionId,
        });
    }

    [Fact]
    public async Task Span_OfAFailedRun_HasTheSameErrorTypeAsTheMetricAndNoMessage()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        using var measured = new Measurements(host);

        await host.RunAsync("go");

        var span = _spans.Ended.Should().ContainSingle().Subject;
        span.Status.Should().Be(ActivityStatusCode.Error);
        span.StatusDescription.Should().BeNull();
        span.GetTagItem("error.type").Should().Be(measured.Of("botkit.run.duration")[0].Tags["error.type"]).And.Be("broken");
        span.TagObjects.Select(tag => tag.Value?.ToString()).Should().NotContain(value => value!.Contains("It is broken"));
    }

    [Fact]
    public async Task Span_OfARefusal_IsThereToo()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);

        await host.RunAsync("go");

        var span = _spans.Ended.Should().ContainSingle().Subject;
        span.DisplayName.Should().Be("run scripted");
        span.GetTagItem("bot.status").Should().Be("Rejected");
        span.GetTagItem("error.type").Should().Be("disabled");
        Activity.Current.Should().BeSameAs(_spans.Root);
    }

    [Fact]
    public async Task Span_IsAmbientInTheBot()
    {
        string? inside = null;
        await using var host = Hosts.Of((_, _, _) =>
        {
            inside = Activity.Current?.DisplayName;
            return new("done");
        });

        await host.RunAsync("go");

        inside.Should().Be("run scripted");
        Activity.Current.Should().BeSameAs(_spans.Root);
    }

    [Fact]
    public async Task Span_OfAChild_HangsOnItsParents()
    {
        await using var host = Hosts.Of(async (input, context, _) => input == "child" ? "leaf" : (await context.RunAsync(Hosts.Bot, "child")).Bot);

        await host.RunAsync("go");

        var spans = _spans.Ended;
        spans.Should().HaveCount(2);
        spans[0].ParentSpanId.Should().Be(spans[1].SpanId);
    }

    [Fact]
    public async Task Trace_IsKeptWithTheRecord()
    {
        await using var host = Hosts.Of(Script.Return());

        await host.RunAsync("go");

        host.Ledger.Runs[0].TraceId.Should().Be(_spans.Root.TraceId.ToHexString());
    }

    [Fact]
    public async Task Span_OfARunWithRetries_IsOne()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Transient));

        await host.RunAsync("go");

        _spans.Ended.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listener_ThrowsAtTheStart_FailsNoRun(bool enabled)
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = enabled);
        _spans.Started = _ => throw new InvalidOperationException();

        var result = await host.RunAsync("go");

        result.Success.Should().Be(enabled);
        Activity.Current.Should().BeSameAs(_spans.Root);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Listener_ThrowsAtTheEnd_FailsNoRun(bool enabled)
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = enabled);
        _spans.Stopped = _ => throw new InvalidOperationException();

        var result = await host.RunAsync("go");

        result.Success.Should().Be(enabled);
        host.State.Running.Should().Be(0);
        Activity.Current.Should().BeSameAs(_spans.Root);
    }

    [Theory]
    [InlineData(true, BotKitTelemetry.RunActive)]
    [InlineData(true, BotKitTelemetry.RunDuration)]
    [InlineData(false, BotKitTelemetry.RunDuration)]
    public async Task MeterListener_Throws_FailsNoRunAndTheSpanEnds(bool enabled, string instrument)
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = enabled);
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        var factory = host.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        listener.InstrumentPublished = (published, self) =>
        {
            if (ReferenceEquals(published.Meter.Scope, factory) && published.Name == instrument)
            {
                self.EnableMeasurementEvents(published);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException());
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException());
        listener.Start();

        var result = await host.RunAsync("go");

        result.Success.Should().Be(enabled);
        host.State.Running.Should().Be(0);
        _spans.Ended.Should().ContainSingle();
    }

    [Fact]
    public async Task Log_OfARun_SaysThatItBeganAndHowItEnded()
    {
        await using var host = Hosts.Of(Script.Return());

        var result = await host.RunAsync("go");

        host.Logs.Single(entry => entry.EventId.Id == 1000).Values.Should()
            .Contain("ExecutionId", result.ExecutionId).And.Contain("Bot", "scripted").And.Contain("Trigger", BotTrigger.Code);
        host.Logs.Single(entry => entry.EventId.Id == 1001).Values.Should()
            .Contain("ExecutionId", result.ExecutionId).And.Contain("Status", BotStatus.Succeeded).And.Contain("Attempts", 1).And.Contain("Milliseconds", 0d);
    }

    [Fact]
    public async Task LogScope_OfARun_NamesItAndItsBot()
    {
        await using var host = Hosts.Of((_, context, _) =>
        {
            Microsoft.Extensions.Logging.LoggerExtensions.Log(context.Logger, Microsoft.Extensions.Logging.LogLevel.Information, "working");
            return new("done");
        });

        var result = await host.RunAsync("go");

        var line = host.Logs.Single(entry => entry.Message == "working");
        line.Category.Should().Be("BotKit.Bots.scripted");
        line.ExecutionId.Should().Be(result.ExecutionId);
    }
}
