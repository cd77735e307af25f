using BotKit.Handlers.Workflows;
using BotKit.Ledger;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>A cancel of a run by its operator: what has finished is undone, wherever the run is, and the run ends Canceled.</summary>
public sealed class CancelTests
{
    private const string Saga = """
        {"StartAt":"S1","States":{
          "S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1"},"ResultPath":null,"Compensate":"C1","Next":"P"},
          "P":{"Type":"Parallel","ResultPath":null,"Next":"S4","Branches":[
            {"StartAt":"S2","States":{
              "S2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S2"},"ResultPath":null,"Compensate":"C2","Next":"S3"},
              "S3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S3"},"ResultPath":null,"Compensate":"C3","Next":"W"},
              "W":{"Type":"Wait","SecondsPath":"$.wait","End":true},
              "C2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C2","fail.$":"$.failUndo"},"End":true},
              "C3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C3"},"Next":"C3b"},
              "C3b":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C3b"},"End":true}}}]},
          "S4":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S4"},"Compensate":"C4","End":true},
          "C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1"},"End":true},
          "C4":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C4"},"End":true}}}
        """;

    private const string Days = """{"wait":172800,"failUndo":null}""";
    private const string AtOnce = """{"wait":0,"failUndo":null}""";

    [Fact]
    public async Task Cancel_RunThatWaitsInABranch_UndoesAllInReverseOrder()
    {
        await using var host = Host();
        var id = await WaitingAsync(host);
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C3", "C3b", "C2", "C1");
        (await host.Workflows.ReadGraphAsync(id, default))!.Nodes.Where(static it => it.State == WorkflowNodeState.Compensated)
            .Select(static it => it.Name).Should().BeEquivalentTo("S1", "S2", "S3");
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.AlreadyEnded);
        (await host.Services.GetRequiredService<IBotDataStore>().ListKeysAsync("workflow", "signals/", null, 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Cancel_RunThatIsPaused_UndoesItAllTheSame()
    {
        await using var host = Host();
        var id = await WaitingAsync(host);
        await host.Workflows.PauseAsync(id, "look first", "tests", default);
        await host.Manager.CancelAsync(id);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_RunThatWaitsInAWorkflowInside_UndoesThatToo()
    {
        await using var host = new DurableHost(static options => options.Add("test", Saga).Add("outer", """
            {"StartAt":"O","States":{"O":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"O"},"ResultPath":null,"Compensate":"U","Next":"I"},
              "I":{"Type":"Task","Resource":"workflow:test","End":true},
              "U":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"U"},"End":true}}}
            """));
        var id = await host.EnqueueAsync(Days, "outer");
        await ScheduledAsync(host, id);
        await host.Manager.CancelAsync(id);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("O", "S1", "S2", "S3", "C3", "C3b", "C2", "C1", "U");
    }

    [Fact]
    public async Task Cancel_TaskThatFinishesSoon_IsUndoneWithTheRest()
    {
        await using var host = Host();
        using var asked = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        Hold(host, "S4", asked, gate);
        var id = await host.EnqueueAsync(AtOnce);
        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);
        gate.Release();
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "S4", "C4", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_TaskThatGoesOnAndOn_IsStoppedInTime()
    {
        await using var host = Host();
        using var asked = new SemaphoreSlim(0);
        using var never = new SemaphoreSlim(0);
        Hold(host, "S4", asked, never);
        var id = await host.EnqueueAsync(AtOnce);
        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        var start = TimeProvider.System.GetTimestamp();
        await host.Manager.CancelAsync(id);
        await CanceledAsync(host, id);
        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(5)).And.BeGreaterThan(TimeSpan.FromSeconds(2.5));
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "S4", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_OnAnotherNode_ReachesTheRunWithinSeconds()
    {
        await using var host = Host(grace: TimeSpan.Zero);
        using var asked = new SemaphoreSlim(0);
        using var never = new SemaphoreSlim(0);
        Hold(host, "S4", asked, never);
        var id = await host.EnqueueAsync(AtOnce);
        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        await host.Services.GetRequiredService<WorkflowSignals>().SignalAsync("workflow", id, WorkflowSignals.Cancel, null, "another node", default);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "S4", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_RunWithoutCompensations_EndsAtOnce()
    {
        await using var host = new DurableHost(static options => options.Add(
            "test", """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"A"},"Next":"W"},"W":{"Type":"Wait","Seconds":172800,"End":true}}}"""));
        var id = await host.EnqueueAsync();
        await ScheduledAsync(host, id);
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Canceled);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("A");
    }

    [Fact]
    public async Task Cancel_RunThatHasNotBegun_EndsAtOnce()
    {
        await using var host = Host();
        var id = await host.Manager.EnqueueAsync(WorkflowHost.Request(Days), new BotEnqueueOptions { Delay = TimeSpan.FromDays(1) });
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Canceled);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Cancel_QueuedRunOfAPausedBot_EndsAtOnce()
    {
        await using var host = Host();
        await host.Manager.PauseAsync("workflow", "maintenance", "tests");
        var id = await host.EnqueueAsync(Days);
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Canceled);
        await CanceledAsync(host, id);
    }

    [Fact]
    public async Task Cancel_RunsThatBeginInThatMoment_AreUndoneAsFarAsTheyCame()
    {
        await using var host = Host();
        var ids = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add(await host.EnqueueAsync(Days));
            await Task.Delay(i % 8);
            await host.Manager.CancelAsync(ids[^1]);
        }

        foreach (var id in ids)
        {
            await CanceledAsync(host, id);
        }

        foreach (var step in new[] { "1", "2", "3" })
        {
            host.Calls.Names.Count(name => name == $"C{step}").Should().Be(host.Calls.Names.Count(name => name == $"S{step}"), step);
        }
    }

    [Fact]
    public async Task Cancel_CompensationThatFails_EndsTheRunFailedAndNamesIt()
    {
        await using var host = Host();
        var id = await WaitingAsync(host, """{"wait":172800,"failUndo":"stuck"}""");
        await host.Manager.CancelAsync(id);
        var run = await host.EndAsync(id);
        (run.Status, run.Error!.Code).Should().Be((BotStatus.Failed, WorkflowErrorCodes.WorkflowCanceled));
        run.Error.Message.Should().Contain("'S2' could not be undone: stuck");
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_LostAtEachCheckpointOfTheUndoing_GoesOnAndRepeatsNothing()
    {
        var isCanceled = false;
        var seen = new HashSet<string>();
        await using var host = new DurableHost(static options => options.Add("test", Saga), (_, checkpoint) =>
        {
            using var record = System.Text.Json.JsonDocument.Parse(checkpoint.Json);
            lock (seen)
            {
                return !isCanceled ? Loss.None
                    : seen.Add($"{checkpoint.Step} {record.RootElement.GetProperty("q")} {record.RootElement.GetProperty("p")} before") ? Loss.BeforeCommit
                    : seen.Add($"{checkpoint.Step} {record.RootElement.GetProperty("q")} {record.RootElement.GetProperty("p")} after") ? Loss.AfterCommit
                    : Loss.None;
            }
        });
        var id = await WaitingAsync(host);
        isCanceled = true;
        await host.Manager.CancelAsync(id);
        await CanceledAsync(host, id);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C3", "C3b", "C2", "C1");
        seen.Should().HaveCountGreaterThan(12);
    }

    [Fact]
    public async Task Cancel_DirectRunByItsOperator_IsUndone()
    {
        await using var host = WorkflowHost.Of(Saga);
        using var asked = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var id = Guid.Empty;
        host.Calls.Hook = async (input, context, token) =>
        {
            if (input.Name == "S4")
            {
                id = context.ParentId!.Value;
                asked.Release();
                await gate.WaitAsync(token);
            }
        };
        var work = host.RunAsync(AtOnce);
        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);
        gate.Release();
        var result = (await work).Result;
        (result.Status, result.Error!.Code).Should().Be((BotStatus.Canceled, BotErrorCodes.CanceledByOperator));
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "S4", "C4", "C3", "C3b", "C2", "C1");
    }

    [Fact]
    public async Task Cancel_DirectRunByItsCaller_IsUndoneInTheTimeThatIsLeft()
    {
        await using var host = WorkflowHost.Of(Saga);
        using var caller = new CancellationTokenSource();
        host.Calls.Hook = async (input, _, token) =>
        {
            if (input.Name == "S4")
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
        };
        var result = (await host.RunAsync(AtOnce, cancellationToken: caller.Token)).Result;
        (result.Status, result.Error!.Code).Should().Be((BotStatus.Canceled, BotErrorCodes.CanceledByCaller), result.Error.Message);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "S4", "C3", "C3b", "C2", "C1");
    }

    private static DurableHost Host(TimeSpan? grace = null) => new(options =>
    {
        options.Add("test", Saga);
        options.CancelGrace = grace ?? options.CancelGrace;
    });

    private static void Hold(DurableHost host, string name, SemaphoreSlim asked, SemaphoreSlim gate) => host.Calls.Hook = async (input, _, token) =>
    {
        if (input.Name == name)
        {
            asked.Release();
            await gate.WaitAsync(token);
        }
    };

    private static async Task<Guid> WaitingAsync(DurableHost host, string input = Days)
    {
        var id = await host.EnqueueAsync(input);
        await host.GraphAsync(id, static it => it.Nodes.Single(static node => node.Name == "W").State == WorkflowNodeState.Waiting);
        await ScheduledAsync(host, id);
        return id;
    }

    private static async Task ScheduledAsync(DurableHost host, Guid id)
    {
        for (var i = 0; i < 500 && (await host.Ledger.FindAsync(id, default))!.State != RunState.Scheduled; i++)
        {
            await Task.Delay(20);
        }
    }

    private static async Task CanceledAsync(DurableHost host, Guid id)
    {
        var run = await host.EndAsync(id);
        (run.Status, run.Error!.Code).Should().Be((BotStatus.Canceled, BotErrorCodes.CanceledByOperator), run.Error.Message);
    }
}
