using System.Text;
using BotKit.Handlers.Workflows;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Queued runs over a SQLite ledger: they wait without holding anything, and are seen and operated from outside.</summary>
public sealed class DurableTests
{
    private const string Approval = """
        {"StartAt":"Ask","States":{
          "Ask":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"ask","value":{"password":"p4ss","n":1}},"ResultPath":"$.asked","Compensate":"Undo","Next":"Approved"},
          "Approved":{"Type":"Task","Resource":"signal:approved","ResultPath":"$.answer","TimeoutSeconds":3600,"Next":"Do"},
          "Do":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"do","value.$":"$.answer"},"ResultPath":"$.done","End":true},
          "Undo":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"undo"},"End":true}}}
        """;

    [Fact]
    public async Task Wait_OfAQueuedRun_YieldsAndGoesOnWhenItIsDue()
    {
        await using var host = Host("""{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"Next":"W"},"W":{"Type":"Wait","Seconds":1,"Next":"B"},"B":{"Type":"Pass","End":true}}}""");
        var id = await host.EnqueueAsync();
        var graph = await host.GraphAsync(id, static it => Node(it, "W").State == WorkflowNodeState.Waiting);
        Node(graph, "W").DueAt.Should().NotBeNull();
        Node(graph, "B").State.Should().Be(WorkflowNodeState.NotReached);
        var run = await host.EndAsync(id);
        DurableHost.OutputOf(run)!.ToJsonString().Should().Be("1");
        run.Deliveries.Should().BeGreaterThan(1);
    }

    [Fact]
    public async Task Wait_InABranch_DoesNotHoldTheOthersAndSurvivesWithThem()
    {
        await using var host = Host("""
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"W1","States":{"W1":{"Type":"Wait","Seconds":1,"Next":"A"},"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a"},"End":true}}},
              {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"b"},"Next":"W2"},"W2":{"Type":"Wait","Seconds":2,"Next":"C"},"C":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"c"},"End":true}}}]}}}
            """);
        var run = await host.EndAsync(await host.EnqueueAsync());
        run.Error.Should().BeNull();
        host.Calls.Names.Should().Equal("b", "a", "c");
    }

    [Fact]
    public async Task Signal_RunThatWaits_GoesOnWithItsPayload()
    {
        await using var host = Host(Approval);
        var id = await host.EnqueueAsync();
        var waiting = await host.GraphAsync(id, static it => Node(it, "Approved").State == WorkflowNodeState.Waiting);
        Node(waiting, "Approved").Signal.Should().Be("approved");
        Node(waiting, "Ask").Output.Should().Contain("\"n\":1").And.NotContain("p4ss");
        (await host.Workflows.SignalAsync(id, "approved", "{\"by\":\"eve\"}"u8.ToArray(), "tests", default)).Should().Be(WorkflowAnswer.Done);
        var run = await host.EndAsync(id);
        DurableHost.OutputOf(run)!["done"]!["value"]!["by"]!.ToString().Should().Be("eve");
        (await host.Workflows.SignalAsync(id, "approved", default, "tests", default)).Should().Be(WorkflowAnswer.Ended);
        (await host.Workflows.SignalAsync(Guid.NewGuid(), "approved", default, "tests", default)).Should().Be(WorkflowAnswer.UnknownRun);
    }

    [Fact]
    public async Task Signal_GivenBeforeTheRunComesToIt_IsKeptOnce()
    {
        await using var host = Host(Approval);
        using var gate = new SemaphoreSlim(0);
        host.Calls.Hook = (input, _, token) => input.Name == "ask" ? gate.WaitAsync(token) : Task.CompletedTask;
        var id = await host.EnqueueAsync();
        (await Signal("1")).Should().Be(WorkflowAnswer.Done);
        (await Signal("1")).Should().Be(WorkflowAnswer.Done);
        (await Signal("2")).Should().Be(WorkflowAnswer.AlreadySignaled);
        gate.Release();
        DurableHost.OutputOf(await host.EndAsync(id))!["answer"]!.ToJsonString().Should().Be("1");

        ValueTask<WorkflowAnswer> Signal(string payload) => host.Workflows.SignalAsync(id, "approved", Encoding.UTF8.GetBytes(payload), "tests", default);
    }

    [Fact]
    public async Task Signal_MoreThanMayWait_IsRefusedAndTheRunCanStillBeCanceled()
    {
        await using var host = Host(Approval);
        var id = await host.EnqueueAsync();
        await host.GraphAsync(id, static it => Node(it, "Approved").State == WorkflowNodeState.Waiting);
        for (var i = 0; i < WorkflowDefaults.MaxSignals; i++)
        {
            (await Signal($"other-{i}")).Should().Be(WorkflowAnswer.Done);
        }

        (await Signal("one-more")).Should().Be(WorkflowAnswer.TooManySignals);
        (await Signal("other-0")).Should().Be(WorkflowAnswer.Done, "it is there already");
        (await Signal("workflow.cancel")).Should().Be(WorkflowAnswer.Done);

        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Canceled);
        (await host.Services.GetRequiredService<WorkflowSignals>().ListAsync("workflow", id, default)).Should().BeEmpty();

        ValueTask<WorkflowAnswer> Signal(string name) => host.Workflows.SignalAsync(id, name, default, "tests", default);
    }

    [Fact]
    public async Task Signal_ThatDoesNotCome_FailsTheTaskInTime()
    {
        await using var host = Host("""{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"signal:x","TimeoutSeconds":1,"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"B"}],"End":true},"B":{"Type":"Pass","Result":"late","End":true}}}""");
        DurableHost.OutputOf(await host.EndAsync(await host.EnqueueAsync()))!.ToString().Should().Be("late");
    }

    [Fact]
    public async Task Cancel_BySignal_UndoesWhatHasFinished()
    {
        await using var host = Host(Approval);
        var id = await host.EnqueueAsync();
        await host.GraphAsync(id, static it => Node(it, "Approved").State == WorkflowNodeState.Waiting);
        await host.Workflows.SignalAsync(id, "workflow.cancel", "\"no longer wanted\""u8.ToArray(), "tests", default);
        var run = await host.EndAsync(id);
        run.Status.Should().Be(BotStatus.Canceled);
        run.Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
        host.Calls.Names.Should().Equal("ask", "undo");
        var graph = (await host.Workflows.ReadGraphAsync(id, default))!;
        graph.Error.Should().Be(WorkflowErrorCodes.WorkflowCanceled);
        Node(graph, "Ask").State.Should().Be(WorkflowNodeState.Compensated);
    }

    [Fact]
    public async Task Pause_Run_StopsAtTheNextStateUntilItIsResumed()
    {
        await using var host = Host(Approval);
        using var gate = new SemaphoreSlim(0);
        using var asked = new SemaphoreSlim(0);
        host.Calls.Hook = async (input, _, token) =>
        {
            if (input.Name == "ask")
            {
                asked.Release();
                await gate.WaitAsync(token);
            }
        };
        var id = await host.EnqueueAsync();
        await asked.WaitAsync(TimeSpan.FromSeconds(20));
        (await host.Workflows.PauseAsync(id, "look first", "tests", default)).Should().Be(WorkflowAnswer.Done);
        await host.Workflows.SignalAsync(id, "approved", default, "tests", default);
        gate.Release();
        var graph = await host.GraphAsync(id, static it => Node(it, "Approved").State == WorkflowNodeState.Waiting);
        graph.Pause!.Reason.Should().Be("look first");
        host.Calls.Names.Should().Equal("ask");
        (await host.Workflows.ResumeAsync(id, "tests", default)).Should().Be(WorkflowAnswer.Done);
        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Succeeded);
    }

    [Fact]
    public async Task Restart_FromAState_BeginsWithWhatThatStateGot()
    {
        await using var host = Host("""
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a"},"Assign":{"v":7},"ResultPath":null,"Next":"B"},
              "B":{"Type":"Pass","Parameters":{"b.$":"$.in","long.$":"$.long"},"Next":"C"},
              "C":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"c","fail":"boom","failTimes":2,"value.$":"$v"},"ResultPath":"$.c","End":true}}}
            """);
        var id = await host.EnqueueAsync("{\"in\":5,\"long\":\"" + new string('x', 2_000) + "\"}");
        (await host.Workflows.RestartAsync(id, null, null, default)).Answer.Should().BeOneOf(WorkflowAnswer.NotEnded, WorkflowAnswer.Done);
        (await host.EndAsync(id)).Status.Should().Be(BotStatus.Failed);
        var same = await host.Workflows.RestartAsync(id, null, null, default);
        same.FromState.Should().Be("C");
        (await host.EndAsync(same.ExecutionId!.Value)).Status.Should().Be(BotStatus.Failed);
        var fromB = await host.Workflows.RestartAsync(id, "B", null, default);
        var output = DurableHost.OutputOf(await host.EndAsync(fromB.ExecutionId!.Value))!;
        output["b"]!.ToJsonString().Should().Be("5");
        output["long"]!.ToString().Should().HaveLength(2_000);
        output["c"]!["value"]!.ToJsonString().Should().Be("7");
        (await host.Workflows.RestartAsync(id, "Nowhere", null, default)).Answer.Should().Be(WorkflowAnswer.UnknownState);
        host.Calls.Names.Count(static it => it == "a").Should().Be(1);
    }

    [Fact]
    public async Task Versions_RunningWorkflow_KeepsItsDefinition()
    {
        using var folder = new Database.TemporaryFolder();
        Guid id;
        await using (var before = new DurableHost(static options => options.Add("test", Text("old")), file: folder["ledger.db"]))
        {
            id = await before.EnqueueAsync();
            await before.GraphAsync(id, static it => Node(it, "S").State == WorkflowNodeState.Waiting);
        }

        await using var after = new DurableHost(static options => options.Add("test", Text("new")), file: folder["ledger.db"]);
        (await after.Workflows.SignalAsync(id, "go", default, "tests", default)).Should().Be(WorkflowAnswer.Done);
        DurableHost.OutputOf(await after.EndAsync(id))!.ToString().Should().Be("old");
        var next = await after.EnqueueAsync();
        await after.Workflows.SignalAsync(next, "go", default, "tests", default);
        DurableHost.OutputOf(await after.EndAsync(next))!.ToString().Should().Be("new");

        static string Text(string result)
            => """{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"signal:go","Next":"R"},"R":{"Type":"Pass","Result":""" + $"\"{result}\"" + ""","End":true}}}""";
    }

    [Fact]
    public async Task Graph_RunThatFailed_SaysWhatBecameOfEachState()
    {
        await using var host = Host("""
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"a","fail":"boom"},"Retry":[{"ErrorEquals":["boom"],"MaxAttempts":1}],"Catch":[{"ErrorEquals":["boom"],"ResultPath":null,"Next":"M"}],"Next":"M"},
              "M":{"Type":"Map","ItemsPath":"$.items","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"F"},
              "F":{"Type":"Fail","Error":"End"}}}
            """);
        var id = await host.EnqueueAsync("""{"items":[1,2,3]}""");
        await host.EndAsync(id);
        var graph = (await host.Workflows.ReadGraphAsync(id, default))!;
        graph.Error.Should().Be("End");
        graph.Status.Should().Be(BotStatus.Failed);
        (Node(graph, "A").State, Node(graph, "A").Retries, Node(graph, "A").Error).Should().Be((WorkflowNodeState.Caught, 1, "boom"));
        (Node(graph, "I").State, Node(graph, "I").Entries, Node(graph, "I").Parent).Should().Be((WorkflowNodeState.Succeeded, 3, "M"));
        Node(graph, "F").State.Should().Be(WorkflowNodeState.Failed);
        graph.Edges.Should().Contain(static it => it.From == "A" && it.To == "M" && it.Kind == WorkflowEdgeKind.Catch && it.Taken == 1);
        graph.Edges.Should().Contain(static it => it.From == "M" && it.To == "I" && it.Kind == WorkflowEdgeKind.Branch);
    }

    private static DurableHost Host(string definition) => new(options => options.Add("test", definition));

    private static WorkflowNode Node(WorkflowGraph graph, string name) => graph.Nodes.Single(it => it.Name == name);
}
