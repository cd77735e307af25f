using System.Text.Json.Nodes;
using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Queue;

/// <summary>Runs that stop on the way and go on later.</summary>
public class YieldTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Yield_WithACheckpoint_GoesOnFromItWhenItIsDue()
    {
        await using var host = QueueHost.Of(async (_, context, _) =>
        {
            var sent = await context.Checkpoints.ReadAsync<int>("sent");
            return sent == 0 ? throw context.Yield(2 * Day, context.Checkpoints.Make("sent", 17)) : $"sent {sent}";
        });
        var id = await host.EnqueueAsync();

        (await host.WorkAsync()).Should().ContainSingle().Which.Release!.Reason.Should().Be(HandOutEnd.Yielded);

        var waiting = await host.FindAsync(id);
        waiting.State.Should().Be(RunState.Scheduled);
        waiting.DueAt.Should().BeCloseTo(host.Host.Clock.GetUtcNow() + (2 * Day), TimeSpan.FromSeconds(1));
        host.Host.State.Running.Should().Be(0);
        (await host.WorkAsync()).Should().BeEmpty();
        await host.Host.AdvanceAsync(2 * Day);
        await host.WorkAsync();
        var run = await host.FindAsync(id);
        System.Text.Encoding.UTF8.GetString(run.Output.Span).Should().Be("\"sent 17\"");
        run.Deliveries.Should().Be(2);
        run.Redeliveries.Should().Be(0);
    }

    [Fact]
    public async Task Yield_UntilAnInstant_IsNoFailure()
    {
        var until = default(DateTimeOffset);
        await using var host = QueueHost.Of((_, context, _) => throw context.Yield(until), options => options.Circuit.FailureThreshold = 1);
        until = host.Host.Clock.GetUtcNow() + Day;
        await host.EnqueueAsync();

        var release = (await host.WorkAsync()).Should().ContainSingle().Which.Release!;

        release.DueAt.Should().Be(until);
        host.Host.State.Circuit.Should().Be(CircuitPosition.Closed);
        host.Host.Logs.Should().NotContain(entry => entry.EventId.Id == 1003);
    }

    [Theory]
    [InlineData(3651, "x")]
    [InlineData(-1, "x")]
    [InlineData(1, "")]
    public async Task Yield_OutOfBounds_IsAMistake(int days, string step)
    {
        await using var host = QueueHost.Of((_, context, _) => throw context.Yield(days * Day, new BotCheckpoint(step, "1"u8.ToArray())));
        var id = await host.EnqueueAsync();

        await host.WorkAsync();

        (await host.FindAsync(id)).Status.Should().Be(BotStatus.Failed);
        host.Host.Logs.Single(entry => entry.EventId.Id == 1003).Exception.Should().BeAssignableTo<ArgumentException>();
    }

    [Fact]
    public async Task Yield_UntilTheEndOfTime_IsAMistake()
    {
        await using var host = QueueHost.Of((_, context, _) => throw context.Yield(DateTimeOffset.MaxValue));
        var id = await host.EnqueueAsync();

        await host.WorkAsync();

        (await host.FindAsync(id)).Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Yield_OfARunThatSomebodyWaitsFor_IsAMistake()
    {
        await using var host = QueueHost.Of((_, context, _) => throw context.Yield(Day));

        var result = await host.Host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        host.Host.Logs.Single(entry => entry.EventId.Id == 1003).Exception!.Message.Should().Contain("Only queued runs can yield");
    }

    [Fact]
    public async Task Checkpoints_OfARunThatIsNotDurable_AreAMistake()
    {
        await using var host = QueueHost.Of((_, context, _) => new(context.Checkpoints.ToString()!));

        (await host.Host.RunAsync("go")).Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Checkpoints_WrittenBeforeALoss_AreThereAfterwards()
    {
        var calls = new List<string?>();
        await using var host = QueueHost.Of(async (_, context, token) =>
        {
            calls.Add(await context.Checkpoints.ReadAsync<string>("step", token));
            await context.Checkpoints.WriteAsync("step", "first", token);
            calls.Add(await context.Checkpoints.ReadAsync<string>("step", token));
            return "done";
        });
        await host.EnqueueAsync();
        await host.Host.UntilAsync(host.Delivery.DeliverAsync(await host.ClaimOneAsync(), default).AsTask());
        await host.Nodes.LeaveAsync(host.Node, default);
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await host.WorkAsync();

        calls.Should().Equal(null, "first", "first", "first");
    }

    [Fact]
    public async Task Checkpoints_WrittenByANodeThatLostTheRun_EndIt()
    {
        await using var host = QueueHost.Of(async (_, context, token) =>
        {
            await context.Checkpoints.WriteAsync("step", 1, token);
            return "done";
        });
        await host.EnqueueAsync();
        var run = await host.ClaimOneAsync();
        await host.Nodes.LeaveAsync(host.Node, default);

        var delivered = await host.Host.UntilAsync(host.Delivery.DeliverAsync(run, default).AsTask());

        delivered.Release!.Reason.Should().Be(HandOutEnd.Returned);
        (await host.WriteAsync(delivered)).Should().BeFalse();
    }

    [Fact]
    public async Task Report_OfAQueuedRun_IsStored()
    {
        await using var host = QueueHost.Of(async (_, context, token) =>
        {
            context.Report(0.5, "half");
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "never";
        });
        var id = await host.EnqueueAsync();
        using var abandon = new CancellationTokenSource();
        var work = host.Delivery.DeliverAsync(await host.ClaimOneAsync(), abandon.Token).AsTask();
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(2));

        (await host.FindAsync(id)).Progress!.Fraction.Should().Be(0.5);
        await abandon.CancelAsync();
        await host.Host.UntilAsync(work);
    }

    [Fact]
    public async Task PayloadVersion_OlderInput_IsUpgraded()
    {
        await using var host = QueueHost.Of(
            new Script((input, _, _) => new(input)),
            bot: bot => bot.PayloadVersion(3, (json, from) => JsonValue.Create($"{json.GetValue<int>()} from {from}")!));
        await host.EnqueueAsync();
        var run = (await host.ClaimAsync(version: 3)).Single();
        run.PayloadVersion.Should().Be(3);

        var delivered = await host.Delivery.DeliverAsync(run with { Input = "17"u8.ToArray(), PayloadVersion = 2 }, default);

        System.Text.Encoding.UTF8.GetString(delivered.Outcome!.Output.Span).Should().Be("\"17 from 2\"");
    }

    [Fact]
    public async Task PayloadVersion_NewerOrNotUpgradable_IsPutOffOrFails()
    {
        await using var host = QueueHost.Of(
            Script.Returning(), bot: bot => bot.PayloadVersion(2, (_, _) => throw new InvalidOperationException()));
        await host.EnqueueAsync();
        var run = (await host.ClaimAsync(version: 2)).Single();

        (await host.Delivery.DeliverAsync(run with { PayloadVersion = 3 }, default)).Release!.Reason.Should().Be(HandOutEnd.Deferred);
        (await host.Delivery.DeliverAsync(run with { PayloadVersion = 1 }, default)).Outcome!.Error!.Code.Should().Be(BotErrorCodes.DataInvalid);
        host.Host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1035);
        host.Manager.Find(Hosts.Bot)!.PayloadVersion.Should().Be(2);
    }

    [Fact]
    public async Task FreeSlots_AreTheLeastOfAllLimits()
    {
        await using var host = QueueHost.Of(Script.Hang(), options =>
        {
            options.MaxConcurrency = 3;
            options.Queue.Workers = 2;
        });
        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(2);
        using var caller = new CancellationTokenSource();
        var first = host.Host.Start("go", caller.Token);
        var second = host.Host.Start("go", caller.Token);

        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(1);
        await caller.CancelAsync();
        await host.Host.UntilAsync(Task.WhenAll(first, second));
        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(2);
    }

    [Theory]
    [InlineData(0, null, 0.5, 15_000)]
    [InlineData(0, null, 0, 12_000)]
    [InlineData(2, null, 0.5, 60_000)]
    [InlineData(60, null, 0.5, 900_000)]
    [InlineData(0, 40_000, 0.5, 40_000)]
    [InlineData(0, 9_000_000, 0.5, 900_000)]
    public void Redelivery_Delay_DoublesAndHonoursWhatIsAskedFor(int redeliveries, int? retryAfter, double random, int milliseconds)
        => Redelivery.DelayOf(redeliveries, retryAfter is { } asked ? TimeSpan.FromMilliseconds(asked) : null, new BotQueueOptions(), random)
            .Should().Be(TimeSpan.FromMilliseconds(milliseconds));
}
