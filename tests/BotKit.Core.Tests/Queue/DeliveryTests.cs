using System.Diagnostics;
using BotKit.Core.Tests.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Queue;

/// <summary>What comes of a hand-out.</summary>
public class DeliveryTests
{
    [Fact]
    public async Task Deliver_BotSucceeds_IsAnOutcomeAndNotRecordedTwice()
    {
        await using var host = QueueHost.Of(Script.Returning("done"));
        var id = await host.EnqueueAsync("go", options: new() { Caller = "ann" }, trigger: BotTrigger.Http);

        var delivered = await host.WorkAsync();

        delivered.Should().ContainSingle().Which.Outcome!.Status.Should().Be(BotStatus.Succeeded);
        var run = await host.FindAsync(id);
        run.State.Should().Be(RunState.Ended);
        run.Status.Should().Be(BotStatus.Succeeded);
        run.Trigger.Should().Be(BotTrigger.Http);
        run.Origin!.Caller.Should().Be("ann");
        run.Deliveries.Should().Be(1);
        run.Attempts.Should().Be(1);
        System.Text.Encoding.UTF8.GetString(run.Input.Span).Should().Be("\"go\"");
        System.Text.Encoding.UTF8.GetString(run.Output.Span).Should().Be("\"done\"");
        (await host.Host.Ledger.ListAsync(new(), default)).Should().ContainSingle();
        (await host.Host.Ledger.ReadRollupsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Sum(it => it.Counts.Sum()).Should().Be(1);
    }

    [Fact]
    public async Task Deliver_Context_TellsHandOutFenceAndTrigger()
    {
        (int Delivery, long Fence, BotTrigger Trigger, bool IsDryRun, Guid Id) seen = default;
        await using var host = QueueHost.Of((_, context, _) =>
        {
            seen = (context.Delivery, context.Fence, context.Trigger, context.IsDryRun, context.ExecutionId);
            return new("done");
        });
        var id = await host.EnqueueAsync(options: new() { DryRun = true });
        var first = await host.ClaimOneAsync();
        await host.Store.ReleaseAsync(new() { ExecutionId = id, Bot = Hosts.Bot, Fence = first.Fence, Reason = HandOutEnd.Deferred }, default);

        await host.WorkAsync();

        seen.Should().Be((1, first.Fence + 1, BotTrigger.Queue, true, id));
    }

    [Fact]
    public async Task Deliver_AfterALoss_CountsTheHandOut()
    {
        var seen = 0;
        await using var host = QueueHost.Of((_, context, _) =>
        {
            seen = context.Delivery;
            return new("done");
        });
        await host.EnqueueAsync();
        await host.ClaimOneAsync();
        await host.Nodes.LeaveAsync(host.Node, default);
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await host.WorkAsync();

        seen.Should().Be(2);
    }

    [Fact]
    public async Task Deliver_Enqueued_LinksBackToWhoeverQueuedIt()
    {
        using var spans = new Spans();
        await using var host = QueueHost.Of(Script.Returning());
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        await host.EnqueueAsync();
        var traceId = caller.TraceId;
        caller.Stop();

        await host.WorkAsync();

        spans.Ended.Single(it => it.OperationName == "run scripted").Links.Should().ContainSingle().Which.Context.TraceId.Should().Be(traceId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Deliver_TransientFailure_IsRetriedLaterSoOftenAndThenFails(int redeliveries)
    {
        await using var host = QueueHost.Of(Script.Throwing(Failures.Transient), options =>
        {
            options.Retry.MaxRetries = 0;
            options.Circuit.Enabled = false;
            options.Queue.MaxRedeliveries = redeliveries;
        });
        var id = await host.EnqueueAsync();
        for (var i = 0; i < redeliveries; i++)
        {
            (await host.WorkAsync()).Should().ContainSingle().Which.Release!.Reason.Should().Be(HandOutEnd.RetryLater);
            await host.Host.AdvanceAsync(TimeSpan.FromMinutes(15));
        }

        await host.WorkAsync();

        var run = await host.FindAsync(id);
        run.Status.Should().Be(BotStatus.Failed);
        run.Redeliveries.Should().Be(redeliveries);
        run.Deliveries.Should().Be(redeliveries + 1);
        run.Error!.Code.Should().Be("busy");
        (await host.Host.Ledger.ListHandOutsAsync(id, default)).Select(it => it.End).Should()
            .Equal([.. Enumerable.Repeat<HandOutEnd?>(HandOutEnd.RetryLater, redeliveries), HandOutEnd.Completed]);
    }

    [Fact]
    public async Task Deliver_TransientFailureOfABotThatMayNotBeRepeated_Fails()
    {
        await using var host = QueueHost.Of(Script.Throwing(Failures.Transient), options => options.Repeatable = false);
        await host.EnqueueAsync();

        (await host.WorkAsync()).Should().ContainSingle().Which.Outcome!.Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Deliver_FailureThatIsNotTransient_Fails()
    {
        await using var host = QueueHost.Of(Script.Throwing(Failures.Standard));
        await host.EnqueueAsync();

        (await host.WorkAsync()).Should().ContainSingle().Which.Outcome!.Error!.Code.Should().Be("broken");
    }

    [Fact]
    public async Task Deliver_TotalTimeout_IsAnOutcome()
    {
        await using var host = QueueHost.Of(Script.Hang(), options => options.TotalTimeout = TimeSpan.FromSeconds(1));
        await host.EnqueueAsync();

        (await host.WorkAsync()).Should().ContainSingle().Which.Outcome!.Status.Should().Be(BotStatus.TimedOut);
    }

    [Fact]
    public async Task Deliver_CodeIgnoresItsToken_TimesOutAndKeepsItsPlace()
    {
        var ends = new TaskCompletionSource<string>();
        await using var host = QueueHost.Of(Script.Deaf(ends.Task), options =>
        {
            options.TotalTimeout = TimeSpan.FromSeconds(1);
            options.Queue.Workers = 1;
        });
        await host.EnqueueAsync();

        var delivered = (await host.WorkAsync()).Should().ContainSingle().Subject;

        delivered.Outcome!.Status.Should().Be(BotStatus.TimedOut);
        delivered.CodeEnded.IsCompleted.Should().BeFalse();
        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(0);
        ends.SetResult("late");
        await delivered.CodeEnded;
        host.Delivery.FreeSlots(Hosts.Bot).Should().Be(1);
    }

    [Fact]
    public async Task Deliver_NodeMustLetGo_IsReturnedAndNoOutcome()
    {
        await using var host = QueueHost.Of(Script.Hang());
        using var abandon = new CancellationTokenSource();
        var id = await host.EnqueueAsync();
        var work = host.Delivery.DeliverAsync(await host.ClaimOneAsync(), abandon.Token).AsTask();

        await abandon.CancelAsync();
        var delivered = await host.Host.UntilAsync(work);

        delivered.Outcome.Should().BeNull();
        delivered.Release!.Reason.Should().Be(HandOutEnd.Returned);
        (await host.WriteAsync(delivered)).Should().BeTrue();
        var run = await host.FindAsync(id);
        run.State.Should().Be(RunState.Queued);
        run.Deliveries.Should().Be(0);
        run.Fence.Should().Be(1);
    }

    [Fact]
    public async Task Deliver_NodeMustLetGoOfCodeThatGoesOn_WaitsForItsEnd()
    {
        var ends = new TaskCompletionSource<string>();
        var begins = new TaskCompletionSource();
        await using var host = Deaf(begins, ends.Task);
        var work = await AbandonAsync(host, begins.Task);
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        work.IsCompleted.Should().BeFalse();
        ends.SetResult("late");

        (await host.Host.UntilAsync(work)).Release!.Reason.Should().Be(HandOutEnd.Returned);
    }

    [Fact]
    public async Task Deliver_NodeMustLetGoOfCodeThatSucceedsAllTheSame_KeepsItsOutcome()
    {
        var ends = new TaskCompletionSource<string>();
        var begins = new TaskCompletionSource();
        await using var host = Deaf(begins, ends.Task);
        var work = await AbandonAsync(host, begins.Task);
        ends.SetResult("just in time");

        (await host.Host.UntilAsync(work)).Outcome!.Status.Should().Be(BotStatus.Succeeded);
    }

    [Fact]
    public async Task Deliver_OperatorCancels_IsCanceled()
    {
        await using var host = QueueHost.Of(Script.Hang());
        var id = await host.EnqueueAsync();
        var work = host.Delivery.DeliverAsync(await host.ClaimOneAsync(), default).AsTask();

        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);
        var delivered = await host.Host.UntilAsync(work);

        delivered.Outcome!.Status.Should().Be(BotStatus.Canceled);
        delivered.Outcome.Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
    }

    [Fact]
    public async Task Deliver_GateIsClosedMeanwhile_IsPutOffAndNotCounted()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var id = await host.EnqueueAsync();
        var run = await host.ClaimOneAsync();
        await host.Manager.PauseAsync(Hosts.Bot, "why", "ann");

        var delivered = await host.Delivery.DeliverAsync(run, default);
        await host.WriteAsync(delivered);

        delivered.Release!.Reason.Should().Be(HandOutEnd.Deferred);
        delivered.Release.Delay.Should().BePositive();
        (await host.FindAsync(id)).Deliveries.Should().Be(0);
        host.Host.Ledger.Refusals.Should().BeEmpty();
        (await host.ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Deliver_NoLongerValid_IsInvalid()
    {
        await using var host = QueueHost.Of(Script.Returning());
        var id = await host.EnqueueAsync();
        var run = await host.ClaimOneAsync();

        var delivered = await host.Delivery.DeliverAsync(run with { Input = "17"u8.ToArray() }, default);
        await host.WriteAsync(delivered);

        (await host.FindAsync(id)).Status.Should().Be(BotStatus.Invalid);
    }

    [Fact]
    public async Task Deliver_OfABotThatIsNotHere_IsPutOff()
    {
        await using var host = QueueHost.Of(Script.Returning());
        await host.EnqueueAsync();
        var run = await host.ClaimOneAsync();

        (await host.Delivery.DeliverAsync(run with { Bot = "nobody" }, default)).Release!.Reason.Should().Be(HandOutEnd.Deferred);
        host.Delivery.FreeSlots("nobody").Should().Be(0);
    }

    [Fact]
    public async Task Deliver_Lines_GoWithTheOutcome()
    {
        await using var host = QueueHost.Of((_, context, _) =>
        {
            context.Logger.LogInformation("half way");
            return new("done");
        });
        await host.EnqueueAsync();

        var delivered = (await host.WorkAsync()).Should().ContainSingle().Subject;

        delivered.Outcome!.Logs!.Rows.Should().ContainSingle().Which.Message.Should().Be("half way");
        delivered.Outcome.Logs.Fence.Should().Be(1);
    }

    /// <summary>A bot that says when it begins, and ignores its token.</summary>
    private static QueueHost Deaf(TaskCompletionSource begins, Task<string> ends) => QueueHost.Of(async (_, _, _) =>
    {
        begins.SetResult();
        return await ends;
    });

    /// <summary>Hands one run out and, once its code runs, lets its node go.</summary>
    private static async Task<Task<Delivered>> AbandonAsync(QueueHost host, Task begins)
    {
        using var abandon = new CancellationTokenSource();
        await host.EnqueueAsync();
        var work = host.Delivery.DeliverAsync(await host.ClaimOneAsync(), abandon.Token).AsTask();
        await begins;
        await abandon.CancelAsync();
        return work;
    }
}
