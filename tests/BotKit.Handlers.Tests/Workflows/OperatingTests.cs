using System.Text;
using BotKit.Ledger;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Signals, restarts and cancels where runs are lost, erased, or not known to the ledger.</summary>
public sealed class OperatingTests
{
    private const string Ask = """
        {"StartAt":"A","States":{
          "A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a"},"ResultPath":null,"Next":"S"},
          "S":{"Type":"Task","Resource":"signal:approved","ResultPath":null,"End":true}}}
        """;

    [Fact]
    public async Task Signal_DirectRunWithoutALedger_ReachesIt()
    {
        await using var host = WorkflowHost.Of(Ask);
        var asked = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Calls.Hook = (_, context, _) =>
        {
            asked.TrySetResult(context.ParentId!.Value);
            return Task.CompletedTask;
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var work = host.RunAsync(cancellationToken: limit.Token);
        var id = await asked.Task.WaitAsync(limit.Token);
        (await host.Services.GetRequiredService<IBotWorkflows>().SignalAsync(id, "approved", default, "tests", default)).Should().Be(WorkflowAnswer.Done);
        (await work).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Start_FromARunThatHasNotEnded_IsRefused()
    {
        await using var host = new DurableHost(static options => options.Add("test", Ask));
        var id = await host.EnqueueAsync();
        await WaitingAsync(host, id);
        var again = await host.Manager.EnqueueAsync(BotRequest.FromJson(
            "workflow", Encoding.UTF8.GetBytes($$"""{"operation":"start","workflow":"test","fromRun":"{{id}}"}"""), BotTrigger.Http));
        for (var i = 0; i < 250 && await host.Ledger.FindAsync(again, default) is { EndedAt: null, State: not RunState.Scheduled }; i++)
        {
            await Task.Delay(20);
        }

        (await host.Ledger.FindAsync(again, default))!.Error?.Code.Should().Be(WorkflowErrorCodes.WorkflowNotRestartable);
        (await host.Ledger.FindAsync(again, default))!.EndedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task Restart_OfARunThatIsErasedMeanwhile_GoesOn()
    {
        await using var host = new DurableHost(static options => options.Add("test", """
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a","fail":"boom","failTimes":1},"ResultPath":null,"Next":"S"},
              "S":{"Type":"Task","Resource":"signal:approved","ResultPath":null,"Next":"B"},
              "B":{"Type":"Pass","Parameters":{"in.$":"$$.Execution.Input.in"},"End":true}}}
            """));
        var id = await host.EnqueueAsync("""{"in":5}""");
        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Failed);
        var again = (await host.Workflows.RestartAsync(id, null, null, default)).ExecutionId!.Value;
        await WaitingAsync(host, again);
        (await host.Manager.EraseAsync(id, "tests")).Should().BeTrue();
        await host.Workflows.SignalAsync(again, "approved", default, "tests", default);
        DurableHost.OutputOf(await host.EndAsync(again))!.ToJsonString().Should().Be("""{"in":5}""");
    }

    [Fact]
    public async Task Signals_OfARunThatHasEnded_AreRemoved()
    {
        await using var host = new DurableHost(static options => options.Add("test", Ask));
        var id = await host.EnqueueAsync();
        await WaitingAsync(host, id);
        await host.Workflows.SignalAsync(id, "other", default, "tests", default);
        await host.Workflows.SignalAsync(id, "approved", default, "tests", default);
        await host.EndAsync(id);
        (await host.Services.GetRequiredService<IBotDataStore>().ListKeysAsync("workflow", "signals/", null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Cancel_BehindAThousandOtherSignals_IsSeen()
    {
        await using var host = new DurableHost(static options => options.Add("test", Ask));
        var id = await host.EnqueueAsync();
        await WaitingAsync(host, id);
        var store = host.Services.GetRequiredService<IBotDataStore>();
        for (var i = 0; i < 1_000; i++)
        {
            await store.TryWriteAsync("workflow", $"signals/{id:N}/a{i}", """{"id":"x"}"""u8.ToArray(), 0, TimeSpan.FromHours(1), default);
        }

        await host.Workflows.SignalAsync(id, "workflow.cancel", default, "tests", default);
        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Signal_LostBeforeItsRemoval_IsNotTakenByTheNextItem()
    {
        var lost = 0;
        await using var host = new DurableHost(
            static options => options.Add("test", """
                {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{"StartAt":"S","States":{
                  "S":{"Type":"Task","Resource":"signal:approved","ResultPath":null,"Next":"G"},
                  "G":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"got"},"ResultPath":null,"End":true}}}}}}
                """),
            (_, checkpoint) => Encoding.UTF8.GetString(checkpoint.Json.Span).Contains("\"g\":", StringComparison.Ordinal) && Interlocked.Exchange(ref lost, 1) == 0
                ? Loss.AfterCommit : Loss.None);
        var id = await host.EnqueueAsync("[1,2]");
        await WaitingAsync(host, id);
        await host.Workflows.SignalAsync(id, "approved", "1"u8.ToArray(), "tests", default);
        for (var i = 0; i < 1_000 && (host.Calls.Names.IsEmpty || await host.Ledger.FindAsync(id, default) is { EndedAt: null, State: not RunState.Scheduled }); i++)
        {
            await Task.Delay(20);
        }

        host.Calls.Names.Should().Equal("got");
        (await host.Workflows.SignalAsync(id, "approved", "2"u8.ToArray(), "tests", default)).Should().Be(WorkflowAnswer.Done);
        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Succeeded);
        (host.Calls.Names.Count, lost).Should().Be((2, 1));
    }

    [Fact]
    public async Task Cancel_WhileARetryUndoes_DoesNotUndoTwice()
    {
        await using var host = new DurableHost(static options => options.Add("test", """
            {"StartAt":"P","States":{
              "P":{"Type":"Parallel","Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":60,"MaxAttempts":2}],"End":true,"Branches":[{"StartAt":"S","States":{
                "S":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S"},"ResultPath":null,"Compensate":"C","Next":"F"},
                "F":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"F","fail":"boom"},"End":true},
                "C":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C"},"Next":"D"},
                "D":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"D"},"End":true}}}]}}}
            """));
        host.Calls.Hook = async (input, context, _) =>
        {
            if (input.Name == "C")
            {
                await host.Manager.CancelAsync(context.ParentId!.Value, CancellationToken.None);
            }
        };
        var run = await host.EndAsync(await host.EnqueueAsync());
        run.Status.Should().Be(BotStatus.Canceled);
        host.Calls.Names.Should().Equal("S", "F", "C", "D");
    }

    private static async Task WaitingAsync(DurableHost host, Guid id)
    {
        await host.GraphAsync(id, static it => it.Nodes.Any(static node => node.State is WorkflowNodeState.Waiting or WorkflowNodeState.Running));
        for (var i = 0; i < 500 && (await host.Ledger.FindAsync(id, default))!.State != RunState.Scheduled; i++)
        {
            await Task.Delay(20);
        }
    }
}
