using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.Execution;

/// <summary>Direct runs that are committed before the bot starts and again before the caller is answered.</summary>
public class DurableRunTests
{
    private static readonly BotRunOptions Durable = new() { Durable = true };

    [Fact]
    public async Task RunAsync_Durable_IsThereWhileItRunsAndRecordedOnce()
    {
        RunState? seen = null;
        long fence = 0;
        BotTestHost<ScriptedBot>? host = null;
        await using var made = host = Hosts.Of(async (_, context, token) =>
        {
            fence = context.Fence;
            seen = (await host!.Ledger.FindAsync(context.ExecutionId, token))!.State;
            return "done";
        });

        var result = await host.RunAsync("go", Durable);

        result.Data.Should().Be("done");
        (seen, fence).Should().Be((RunState.Running, 1));
        var run = (await host.Ledger.ListAsync(new(), default)).Should().ContainSingle().Subject;
        (run.ExecutionId, run.Status, run.Deliveries).Should().Be((result.ExecutionId, BotStatus.Succeeded, 1));
        host.Ledger.Runs.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public async Task RunAsync_Durable_AsTheCallOrTheBotSays(bool bot, bool? call, bool expected)
    {
        long fence = -1;
        await using var host = Hosts.Of(
            (_, context, _) =>
            {
                fence = context.Fence;
                return new("done");
            },
            options => options.Queue.DurableDirectRuns = bot);

        await host.RunAsync("go", new BotRunOptions { Durable = call });

        (fence > 0).Should().Be(expected);
    }

    [Fact]
    public async Task RunAsync_CallerLeaves_CancelsARunWithoutAKey()
    {
        await using var host = Hosts.Of(Script.Hang());
        using var caller = new CancellationTokenSource();
        var run = host.Start("go", Durable, caller.Token);

        await caller.CancelAsync();

        (await host.UntilAsync(run)).Status.Should().Be(BotStatus.Canceled);
        (await host.Ledger.ListAsync(new(), default)).Should().ContainSingle().Which.Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task RunAsync_StoreCannotBegin_IsRefusedAndTheBotNotCalled()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        (await host.RunAsync("go", Durable)).Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_EndCannotBeStored_IsNeverASuccessAndStoredLater()
    {
        await using var host = Hosts.Of(Script.Return(), services: Failing(ends: 3));

        var result = await host.RunAsync("go", Durable);

        (result.Status, result.Error!.Code).Should().Be((BotStatus.Rejected, BotErrorCodes.OutcomeUnrecorded));
        result.Error.RetryAfter.Should().BePositive();
        await host.AdvanceAsync(TimeSpan.FromSeconds(10));
        var run = await host.Ledger.FindAsync(result.ExecutionId, default);
        (run!.State, run.Status).Should().Be((RunState.Ended, BotStatus.Succeeded));
        host.Services.GetRequiredService<OutcomeWriter>().Unwritten.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_KeyedEndCannotBeStored_NextCallGetsItOnceItIs()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, services: Failing(ends: 2));
        var key = new BotRunOptions { IdempotencyKey = "k" };
        var first = await host.RunAsync("go", key);
        first.Error!.Code.Should().Be(BotErrorCodes.OutcomeUnrecorded);
        await host.AdvanceAsync(TimeSpan.FromSeconds(10));

        var second = await host.RunAsync("go", key);

        (second.ExecutionId, second.Data, second.IsReplayed).Should().Be((first.ExecutionId, "done", true));
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_EndIsNotThisNodesAnyMore_IsNotASuccess()
    {
        await using var host = Hosts.Of(Script.Return(), services: Failing(ends: 0, isStale: true));

        (await host.RunAsync("go", Durable)).Error!.Code.Should().Be(BotErrorCodes.OutcomeUnrecorded);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1033);
    }

    [Fact]
    public async Task RunAsync_AnswerToTheBeginningIsLost_IsAskedAgain()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, services: Failing(begins: 1));

        (await host.RunAsync("go", new BotRunOptions { IdempotencyKey = "k" })).Success.Should().BeTrue();
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_AnswerToTheBeginningStaysLost_FreesItsKeyLater()
    {
        await using var host = Hosts.Of(Script.Return(), services: Failing(begins: 2));
        var key = new BotRunOptions { IdempotencyKey = "k" };
        (await host.RunAsync("go", key)).Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await host.RunAsync("go", key)).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_GateIsClosed_IsRejectedAndCountedOnce()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.Manager.PauseAsync(Hosts.Bot, "why", "ann");

        (await host.RunAsync("go", Durable)).Error!.Code.Should().Be(BotErrorCodes.Paused);

        (await host.Ledger.ReadRollupsAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default)).Sum(it => it.Counts.Sum()).Should().Be(1);
        (await host.Ledger.ListAsync(new() { State = RunState.Running }, default)).Should().BeEmpty();
    }

    private static Action<IServiceCollection> Failing(int begins = 0, int ends = 0, bool isStale = false)
        => services => services.AddSingleton<IBotLedger>(provider => new FlakyLedger(
            new InMemoryBotLedger(
                provider.GetRequiredService<IOptions<InMemoryLedgerOptions>>().Value, provider.GetRequiredService<InMemoryRuns>(), null))
        {
            Begins = begins,
            Ends = ends,
            IsStale = isStale,
        });
}
