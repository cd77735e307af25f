using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BotKit.Handlers.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>What a run has done is kept when it gives its place to others, waits or is lost; its tasks are told of each call.</summary>
public sealed class TurnTests
{
    [Theory]
    [InlineData("""{"Type":"Wait","Seconds":0,"Next":"End"}""")]
    [InlineData("""{"Type":"Task","Resource":"signal:x","TimeoutSeconds":1,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"End"}],"End":true}""")]
    public async Task Task_ThatTakesAWholeTurn_IsNotRepeatedWhereTheRunGivesItsPlaceBeforeAWait(string wait)
    {
        var work = new Work(static async (_, token) => await Task.Delay(1_100, token));
        await using var host = Host(
            work, $$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"work","Next":"W"},"W":{{wait}},"End":{"Type":"Pass","End":true} } }""");
        var run = await host.EndAsync(await host.EnqueueAsync());
        run.Error.Should().BeNull();
        run.Deliveries.Should().BeGreaterThan(1, "its turn was over");
        work.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Retry_AfterATryThatTakesAWholeTurn_ComesAsOftenAsAllowed()
    {
        var work = new Work(static async (_, token) =>
        {
            await Task.Delay(1_100, token);
            throw new WorkflowTaskException("broken", "It is broken.");
        });
        await using var host = Host(
            work, """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"work","Retry":[{"ErrorEquals":["broken"],"IntervalSeconds":1,"MaxAttempts":1}],"End":true}}}""");
        (await host.EndAsync(await host.EnqueueAsync())).Status.Should().Be(BotStatus.Failed);
        work.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task FirstStateOfABranch_LostWithItsProcess_IsAskedForTheSameAgain()
    {
        var work = new Work(static (_, _) => Task.CompletedTask);
        var lost = 0;
        await using var host = Host(
            work,
            """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"work","Parameters":{"at.$":"$$.State.EnteredTime"},"Next":"B"},"B":{"Type":"Pass","End":true}}}]}}}
            """,
            (_, _) => !work.Calls.IsEmpty && Interlocked.Increment(ref lost) == 1 ? Loss.BeforeCommit : Loss.None);
        (await host.EndAsync(await host.EnqueueAsync())).Error.Should().BeNull();
        work.Calls.Should().HaveCount(2, "its end was not kept").And.Subject.Distinct().Should().ContainSingle();
    }

    private static DurableHost Host(Work work, string definition, Func<Guid, BotCheckpoint, Loss>? lose = null) => new(
        options =>
        {
            options.Turn = TimeSpan.FromSeconds(1);
            options.Add("test", definition);
        },
        lose,
        bots: builder => builder.Services.AddSingleton<ITaskResource>(work));

    private sealed class Work(Func<TaskCall, CancellationToken, Task> act) : ITaskResource
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public string Scheme => "work";

        public void Check(TaskCheck check)
        {
        }

        public async ValueTask<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
        {
            Calls.Enqueue($"{call.IdempotencyKey} {call.Input?.ToJsonString()}");
            await act(call, cancellationToken);
            return null;
        }
    }
}
