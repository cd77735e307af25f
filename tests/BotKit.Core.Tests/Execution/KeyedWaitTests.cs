using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Execution;

/// <summary>Who waits for a run with an idempotency key, and for how long.</summary>
public class KeyedWaitTests
{
    private static readonly BotRunOptions Key = new() { IdempotencyKey = "order-17" };
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task RunAsync_OwnerLeaves_TheRunGoesOn()
    {
        var script = new Script(Script.Deaf(_end.Task));
        await using var host = Hosts.Of(script);
        using var caller = new CancellationTokenSource();

        var owner = host.Start("go", Key, caller.Token);
        await caller.CancelAsync();
        var left = await owner;
        _end.SetResult("done");
        var later = await host.RunAsync("go", Key);

        left.Status.Should().Be(BotStatus.Canceled);
        left.Error!.Code.Should().Be(BotErrorCodes.CanceledByCaller);
        left.ExecutionId.Should().Be(later.ExecutionId);
        later.Data.Should().Be("done");
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_JoinerLeaves_EndsOnlyItsWait()
    {
        var script = new Script(Script.Deaf(_end.Task));
        await using var host = Hosts.Of(script);
        using var caller = new CancellationTokenSource();
        var owner = host.Start("go", Key);

        var joiner = host.Start("go", Key, caller.Token);
        await caller.CancelAsync();
        var left = await joiner;
        _end.SetResult("done");
        var result = await owner;

        left.Status.Should().Be(BotStatus.Canceled);
        left.ExecutionId.Should().Be(result.ExecutionId);
        result.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_CanceledBefore_TakesNoKey()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var canceled = await host.RunAsync("go", Key, caller.Token);
        var other = await host.RunAsync("stop", Key);

        canceled.Should().BeEquivalentTo(new { Status = BotStatus.Canceled, Attempts = 0 });
        other.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_WouldWaitForItself_IsRefused()
    {
        BotResult? inner = null;
        BotTestHost<ScriptedBot>? host = null;
        host = Hosts.Of(async (input, _, _) =>
        {
            inner = await host!.Manager.RunAsync(new BotRequest(Hosts.Bot, input) { Options = Key });
            return "done";
        });
        await using var _ = host;

        var result = await host.RunAsync("go", Key);

        result.Success.Should().BeTrue();
        inner!.Error!.Code.Should().Be(BotErrorCodes.IdempotencyCycle);
    }

    [Fact]
    public async Task RunAsync_WouldWaitForWhatCalledItsCaller_IsRefused()
    {
        BotResult? inner = null;
        BotTestHost<ScriptedBot>? host = null;
        host = Hosts.Of(
            async (input, _, _) =>
            {
                if (input == "outer")
                {
                    await host!.Manager.RunAsync(new BotRequest(Hosts.Bot, "middle") { Options = new BotRunOptions { IdempotencyKey = "middle" } });
                }
                else
                {
                    inner = await host!.Manager.RunAsync(new BotRequest(Hosts.Bot, "outer") { Options = Key });
                }

                return "done";
            });
        await using var _ = host;

        await host.RunAsync("outer", Key);

        inner!.Error!.Code.Should().Be(BotErrorCodes.IdempotencyCycle);
    }

    [Fact]
    public async Task RunAsync_RunInParallelWithItsKeysHolder_IsNoCycle()
    {
        var script = new Script(Script.Deaf(_end.Task));
        await using var host = Hosts.Of(script);
        var first = host.Start("go", Key);

        var second = host.Start("go", Key);
        _end.SetResult("done");

        (await second).Data.Should().Be("done");
        (await first).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_CanceledByAnOperator_FreesTheKeyForWhoeverWaits()
    {
        var script = new Script(Script.Hang(), Script.Return("second"));
        await using var host = Hosts.Of(script);
        var first = host.Start("go", Key);
        var joined = host.Start("go", Key);

        await host.Manager.CancelAsync(await RunningIdAsync(host));
        var results = await Task.WhenAll(first, joined);

        results[0].Status.Should().Be(BotStatus.Canceled);
        results[1].Data.Should().Be("second");
        results[1].IsReplayed.Should().BeFalse();
    }

    private static async Task<Guid> RunningIdAsync(BotTestHost<ScriptedBot> host)
    {
        await host.AdvanceAsync(TimeSpan.Zero);
        return host.Logs.Last(entry => entry.EventId.Id == 1000).ExecutionId!.Value;
    }
}
