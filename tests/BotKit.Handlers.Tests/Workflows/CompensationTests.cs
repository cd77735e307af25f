using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Sagas: <c>Compensate</c> undoes finished Tasks, the last one first, when the run fails.</summary>
public sealed class CompensationTests
{
    private const string Saga = """
        {"StartAt":"S1","States":{
          "S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1","value":1},"ResultPath":"$.one","Compensate":"C1","Next":"S2"},
          "S2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S2"},"ResultPath":"$.two","Compensate":"C2","Next":"S3"},
          "S3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S3","fail.$":"$.fail"},"ResultPath":null,"Compensate":"C3","Next":"Tail"},
          "Tail":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"Tail"},"End":true},
          "C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1","value.$":"$.one.value"},"Next":"C1b"},
          "C1b":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1b"},"End":true},
          "C2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C2","fail.$":"$.failUndo"},"End":true},
          "C3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C3"},"End":true}}}
        """;

    [Fact]
    public async Task Compensate_RunThatSucceeds_UndoesNothing()
    {
        await using var host = WorkflowHost.Of(Saga);
        (await host.RunAsync("""{"fail":null,"failUndo":null}""")).Succeeded.Should().BeTrue();
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "Tail");
    }

    [Fact]
    public async Task Compensate_RunThatFails_UndoesWhatHasFinishedInReverseOrder()
    {
        await using var host = WorkflowHost.Of(Saga);
        var end = await host.RunAsync("""{"fail":"boom","failUndo":null}""");
        end.Error.Should().Be("boom");
        end.Result.Status.Should().Be(BotStatus.Failed);
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C2", "C1", "C1b");
    }

    [Fact]
    public async Task Compensate_ThatFailsItself_DoesNotKeepTheOthersFromIt()
    {
        await using var host = WorkflowHost.Of(Saga);
        var end = await host.RunAsync("""{"fail":"boom","failUndo":"stuck"}""");
        end.Error.Should().Be("boom");
        end.Result.Error!.Message.Should().Contain("'S2' could not be undone: stuck");
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C2", "C1", "C1b");
    }

    [Fact]
    public async Task Compensate_BranchesOfAParallel_AreUndoneWithTheRest()
    {
        await using var host = WorkflowHost.Of("""
            {"StartAt":"S1","States":{
              "S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1"},"Compensate":"C1","Next":"P"},
              "P":{"Type":"Parallel","Next":"Boom","Branches":[{"StartAt":"B1","States":{
                "B1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"B1"},"Compensate":"D1","Next":"B2"},
                "B2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"B2"},"Compensate":"D2","End":true},
                "D1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"D1"},"End":true},
                "D2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"D2"},"End":true}}}]},
              "Boom":{"Type":"Fail","Error":"Late"},
              "C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1"},"End":true}}}
            """);
        (await host.RunAsync()).Error.Should().Be("Late");
        host.Calls.Names.Should().Equal("S1", "B1", "B2", "D2", "D1", "C1");
    }

    [Fact]
    public async Task Compensate_ParallelThatIsTriedAgain_UndoesItsAttemptFirst()
    {
        // The saga of compensation_cases.json, RetrySagaScenario: S3 fails twice, S2 is undone twice, nothing outside of it is.
        await using var host = WorkflowHost.Of("""
            {"StartAt":"S1","States":{
              "S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1"},"Compensate":"C1","Next":"Saga"},
              "Saga":{"Type":"Parallel","Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":1,"BackoffRate":1}],"Next":"S5","Branches":[{"StartAt":"S2","States":{
                "S2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S2"},"Compensate":"C2","Next":"S3"},
                "S3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S3","fail":"boom","failTimes":2},"Compensate":"C3","Next":"S4"},
                "S4":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S4"},"Compensate":"C4","End":true},
                "C2":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C2"},"End":true},
                "C3":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C3"},"End":true},
                "C4":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C4"},"End":true}}}]},
              "S5":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S5"},"End":true},
              "C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1"},"End":true}}}
            """);
        (await host.RunAsync()).Succeeded.Should().BeTrue();
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C2", "S2", "S3", "C2", "S2", "S3", "S4", "S5");
    }

    [Fact]
    public async Task Compensate_WorkflowInsideAnother_UndoesItselfWhenItFails()
    {
        await using var host = new WorkflowHost(options => options
            .Add("test", """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"workflow:inner","Catch":[{"ErrorEquals":["boom"],"Next":"B"}],"End":true},"B":{"Type":"Pass","End":true}}}""")
            .Add("inner", Saga));
        (await host.RunAsync("""{"fail":"boom","failUndo":null}""")).Succeeded.Should().BeTrue();
        host.Calls.Names.Should().Equal("S1", "S2", "S3", "C2", "C1", "C1b");
    }

    [Fact]
    public async Task Compensate_StateThatFailsAsNobodyForesaw_IsStatesRuntimeAndUndone()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"S1","States":{
              "S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1"},"Compensate":"C1","Next":"P"},
              "P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"Odd","States":{
                "Odd":{"Type":"Task","Resource":"odd","ResultSelector":{"x.$":"States.Hash($, 'MD5')"},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Fine"}],"End":true},
                "Fine":{"Type":"Succeed"}}}]},
              "C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1"},"End":true}}}
            """,
            static bots => bots.Services.AddSingleton<ITaskResource, OddTask>());
        (await host.RunAsync()).Error.Should().Be("States.Runtime");
        host.Calls.Names.Should().Equal("S1", "C1");
    }

    /// <summary>Gives a text that cannot be read: half a character.</summary>
    private sealed class OddTask : ITaskResource
    {
        public string Scheme => "odd";

        public void Check(TaskCheck check)
        {
        }

        public ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken) => new(JsonNode.Parse("\"\\ud800\""));
    }
}
