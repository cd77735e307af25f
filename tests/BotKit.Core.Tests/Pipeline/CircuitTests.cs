using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class CircuitTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task RunAsync_AfterFourFailures_StillCallsTheBot()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script);

        var results = await host.RunManyAsync(5);

        script.Calls.Should().Be(5);
        results.Should().OnlyContain(result => result.Status == BotStatus.Failed);
    }

    [Fact]
    public async Task RunAsync_AfterFiveFailures_IsRefusedWithoutCallingTheBot()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(TimeSpan.FromSeconds(15));

        var sixth = await host.RunAsync("go");

        script.Calls.Should().Be(5);
        sixth.Status.Should().Be(BotStatus.Rejected);
        sixth.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        sixth.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(45));
        sixth.Attempts.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_ProbeSucceeds_ClosesTheCircuit()
    {
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Return()]);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);

        await host.AdvanceAsync(Open);
        var probe = await host.RunAsync("go");

        probe.Success.Should().BeTrue();
        host.State.Circuit.Should().Be(CircuitPosition.Closed);
        host.State.ConsecutiveFailures.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_ProbeFails_OpensTheCircuitAgain()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        await host.RunManyAsync(5);

        await host.AdvanceAsync(Open);
        await host.RunAsync("go");

        host.State.Circuit.Should().Be(CircuitPosition.Open);
        host.State.CircuitOpenUntil.Should().Be(host.Clock.GetUtcNow() + Open);
    }

    [Fact]
    public async Task RunAsync_HundredCallersRaceForTheProbe_ExactlyOneReachesTheBot()
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Deaf(answer.Task)]);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);

        var callers = Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await host.Bot().RunAsync("go"))).ToArray();
        var refused = await Task.WhenAll(await TakeAsync(callers, 99));
        answer.SetResult("done");
        var results = await Task.WhenAll(callers);

        script.Calls.Should().Be(6);
        refused.Should().OnlyContain(result => result.Error!.Code == BotErrorCodes.CircuitOpen);
        results.Count(result => result.Success).Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_SecondCallerDuringTheProbe_IsToldToTryInASecond()
    {
        var answer = new TaskCompletionSource<string>();
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Deaf(answer.Task)]);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);
        var probe = host.Start("go");

        var second = await host.RunAsync("go");
        answer.SetResult("done");
        await probe;

        second.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        second.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task RunAsync_InvalidInput_NeitherCountsNorBurnsTheProbe()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);

        var invalid = await host.RunJsonAsync("17");
        await host.RunAsync("go");

        invalid.Status.Should().Be(BotStatus.Invalid);
        script.Calls.Should().Be(6);
    }

    [Theory]
    [MemberData(nameof(NeutralEnds))]
    public async Task RunAsync_ProbeDecidesNothing_FreesItsPlaceForTheNextCaller(string end)
    {
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), End(end), Script.Return()]);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);
        using var caller = new CancellationTokenSource();

        var probe = host.Start("go", caller.Token);
        await caller.CancelAsync();
        await probe;
        var next = await host.RunAsync("go");

        next.Success.Should().BeTrue();
        host.State.Circuit.Should().Be(CircuitPosition.Closed);
    }

    public static TheoryData<string> NeutralEnds => ["warning", "canceled"];

    [Fact]
    public async Task RunAsync_RefusedByAnotherGate_DoesNotBurnTheProbe()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");
        await host.RunAsync("go");
        await host.Manager.ResumeAsync(Hosts.Bot);

        await host.RunAsync("go");

        script.Calls.Should().Be(6);
    }

    [Fact]
    public async Task RunAsync_MiddlewareThrowsAroundTheProbe_FreesItsPlace()
    {
        var script = Script.Throwing(Failures.Standard);
        var throws = false;
        await using var host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            if (throws)
            {
                throw new InvalidOperationException();
            }
        }));
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);
        throws = true;
        await host.RunAsync("go");
        await host.AdvanceAsync(Open);

        await host.RunAsync("go");

        script.Calls.Should().Be(7);
    }

    [Fact]
    public async Task RunAsync_IsolatedAfterTheGate_IsRefusedInside()
    {
        var script = Script.Returning();
        BotTestHost<ScriptedBot>? host = null;
        host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await host!.Manager.IsolateAsync(Hosts.Bot, CancellationToken.None);
            await next(context, cancellationToken);
        }));
        await using var _ = host;

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Rejected);
        result.Error!.Code.Should().Be(BotErrorCodes.Isolated);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_CircuitOpensAfterTheGate_IsRefusedInside()
    {
        var script = Script.Throwing(Failures.Standard);
        var gate = new TaskCompletionSource();
        await using var host = Hosts.Of(script, bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await (Equals(context.Input, "late") ? gate.Task : Task.CompletedTask);
            await next(context, cancellationToken);
        }));
        var late = host.Start("late");
        await host.RunManyAsync(5);

        gate.SetResult();
        var result = await late;

        result.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        result.Error.RetryAfter.Should().Be(Open);
        script.Calls.Should().Be(5);
        host.Ledger.Refusals.Should().ContainSingle().Which.Code.Should().Be(BotErrorCodes.CircuitOpen);
    }

    [Fact]
    public async Task Log_CircuitOpensAndCloses_SaysSo()
    {
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Return()]);
        await using var host = Hosts.Of(script);
        await host.RunManyAsync(5);
        await host.AdvanceAsync(Open);
        await host.RunAsync("go");

        host.Logs.Where(entry => entry.EventId.Id is 1010 or 1011).Select(entry => entry.EventId.Id).Should().Equal(1010, 1011);
        host.Logs.Single(entry => entry.EventId.Id == 1010).Values["Failures"].Should().Be(5);
    }

    private static Script.Step End(string end) => end == "warning" ? Script.Throw(Failures.Warning) : Script.Hang();

    private static async Task<IReadOnlyList<Task<T>>> TakeAsync<T>(IEnumerable<Task<T>> tasks, int count)
    {
        var ended = new List<Task<T>>();
        await foreach (var task in Task.WhenEach(tasks))
        {
            ended.Add(task);
            if (ended.Count == count)
            {
                break;
            }
        }

        return ended;
    }
}
