using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>Runs with an idempotency key.</summary>
public class KeyedRunTests
{
    private static readonly BotRunOptions Key = new() { IdempotencyKey = "order-17" };
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task RunAsync_SecondCall_GetsTheStoredEnvelope()
    {
        var script = Script.Returning("once");
        await using var host = Hosts.Of(script);
        var first = await host.RunAsync("go", Key);
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        var second = await host.RunAsync("go", Key);

        script.Calls.Should().Be(1);
        first.IsReplayed.Should().BeFalse();
        second.IsReplayed.Should().BeTrue();
        second.Should().BeEquivalentTo(first, options => options.Excluding(result => result.IsReplayed));
        host.Ledger.Runs.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_JsonAndObject_AreTheSameInput(bool jsonFirst)
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);

        await (jsonFirst ? host.RunJsonAsync("\"go\"", Key) : host.RunAsync("go", Key));
        var second = await (jsonFirst ? host.RunAsync("go", Key) : host.RunJsonAsync(" \"go\" ", Key));

        second.IsReplayed.Should().BeTrue();
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_ManyAtOnce_RunOnce()
    {
        var script = new Script(Script.Deaf(_end.Task));
        await using var host = Hosts.Of(script);

        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await host.Bot().RunAsync("go", Key))).ToArray();
        await host.AdvanceAsync(TimeSpan.Zero);
        _end.SetResult("once");
        var results = await Task.WhenAll(calls);

        script.Calls.Should().Be(1);
        results.Select(result => result.ExecutionId).Distinct().Should().HaveCount(1);
        results.Should().OnlyContain(result => result.Data == "once");
        results.Count(result => !result.IsReplayed).Should().Be(1);
        host.Ledger.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task RunAsync_AnotherInput_IsAConflict()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        var first = await host.RunAsync("go", Key);

        var other = await host.RunAsync("stop", Key);

        other.Status.Should().Be(BotStatus.Rejected);
        other.Error!.Code.Should().Be(BotErrorCodes.IdempotencyConflict);
        other.ExecutionId.Should().NotBe(first.ExecutionId);
        script.Calls.Should().Be(1);
        host.Ledger.Refusals.Should().ContainSingle();
    }

    [Fact]
    public async Task RunAsync_AnotherBot_HasKeysOfItsOwn()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, bot: bot => bot.Services.AddBotKit(bots => bots.AddBot<ScriptedBot>("other")));
        await host.RunAsync("go", Key);

        var other = await host.RunAsync(new BotRequest("other", "stop") { Options = Key });

        other.IsReplayed.Should().BeFalse();
        script.Calls.Should().Be(2);
    }

    [Fact]
    public async Task RunAsync_KeyHasExpired_RunsAgain()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        await host.RunAsync("go", Key);

        await host.AdvanceAsync(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        var before = await host.RunAsync("go", Key);
        await host.AdvanceAsync(TimeSpan.FromTicks(1));
        var afterwards = await host.RunAsync("go", Key);

        before.IsReplayed.Should().BeTrue();
        afterwards.IsReplayed.Should().BeFalse();
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("timed out")]
    public async Task RunAsync_FailureThatIsAnOutcome_IsStored(string end)
    {
        var script = end == "failed" ? Script.Throwing(Failures.TransientAfter(TimeSpan.FromSeconds(3))) : new Script(Script.Hang());
        await using var host = Hosts.Of(script, options => options.Retry.MaxRetries = 0);

        var firstRun = host.Start("go", Key);
        await host.AdvanceAsync(BotDefaults.TotalTimeout);
        var first = await firstRun;
        var second = await host.RunAsync("go", Key);

        script.Calls.Should().Be(1);
        second.IsReplayed.Should().BeTrue();
        second.Status.Should().Be(first.Status);
        second.Error.Should().Be(first.Error);
        second.Data.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_Refused_FreesTheKey()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");
        await host.RunAsync("go", Key);
        await host.Manager.ResumeAsync(Hosts.Bot);

        var second = await host.RunAsync("stop", Key);

        second.Success.Should().BeTrue();
        second.IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_Invalid_FreesTheKey()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Validate<NotWrong>());

        var first = await host.RunAsync("wrong", Key);
        var second = await host.RunAsync("right", Key);

        first.Status.Should().Be(BotStatus.Invalid);
        second.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_DoesNotBind_TakesNoKey()
    {
        await using var host = Hosts.Of(Script.Return());

        var first = await host.RunJsonAsync("17", Key);
        var second = await host.RunAsync("right", Key);

        first.Status.Should().Be(BotStatus.Invalid);
        second.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_CanceledByAnOperator_FreesTheKeyForWhoeverWaits()
    {
        var script = new Script(Script.Hang(), Script.Return("second"));
        await using var host = Hosts.Of(script);
        var first = host.Start("go", Key);
        var joined = host.Start("go", Key);

        host.Manager.Cancel(await RunningIdAsync(host));
        var results = await Task.WhenAll(first, joined);

        results[0].Status.Should().Be(BotStatus.Canceled);
        results[1].Data.Should().Be("second");
        results[1].IsReplayed.Should().BeFalse();
    }

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
    public async Task RunAsync_DryRun_LeavesTheKeyAlone()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script);
        await host.RunAsync("go", new BotRunOptions { IdempotencyKey = "order-17", DryRun = true });

        var real = await host.RunAsync("go", Key);

        real.IsReplayed.Should().BeFalse();
        script.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task RunAsync_KeyOfAnotherLength_IsTheCallersMistake(int length)
    {
        await using var host = Hosts.Of(Script.Return());

        var call = () => host.RunAsync("go", new BotRunOptions { IdempotencyKey = new string('k', length) });

        (await call.Should().ThrowAsync<ArgumentException>()).WithMessage("*1 to 200 characters*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task RunAsync_KeyOfAnAllowedLength_Runs(int length)
    {
        await using var host = Hosts.Of(Script.Return());

        (await host.RunAsync("go", new BotRunOptions { IdempotencyKey = new string('k', length) })).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_StoreIsFull_IsRefusedForASecond()
    {
        await using var host = Hosts.Of(
            Script.Return(), services: services => services.Configure<InMemoryLedgerOptions>(options => options.MaxKeys = 1));
        await host.RunAsync("go", Key);

        var second = await host.RunAsync("go", new BotRunOptions { IdempotencyKey = "another" });

        second.Error!.Code.Should().Be(BotErrorCodes.StoreFull);
        second.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task RunAsync_StoreCannotBeAsked_IsRefused()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        var result = await host.RunAsync("go", Key);

        result.Status.Should().Be(BotStatus.Rejected);
        result.Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
        script.Calls.Should().Be(0);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1027);
    }

    [Fact]
    public async Task RunAsync_StoreCannotTellHowItEnded_IsRefused()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger>(new Held()));

        var result = await host.RunAsync("go", Key);

        result.Error!.Code.Should().Be(BotErrorCodes.StoreUnavailable);
    }

    [Fact]
    public async Task RunAsync_EnvelopeCannotBeStored_StillAnswers()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger>(new Forgetful()));

        var result = await host.RunAsync("go", Key);

        result.Success.Should().BeTrue();
        host.Logs.Where(entry => entry.EventId.Id == 1009).Should().HaveCount(2);
    }

    [Fact]
    public async Task RunAsync_NothingAsResult_IsReplayed()
    {
        await using var host = BotTestHost.For<SilentBot>();
        await host.RunAsync("go", Key);

        var second = await host.RunAsync("go", Key);

        second.IsReplayed.Should().BeTrue();
        second.Data.Should().BeSameAs(Nothing.Value);
    }

    [Fact]
    public async Task RunAsync_ResultCannotBeReadBack_SaysSo()
    {
        await using var host = BotTestHost.For<OneWayBot>();
        await host.RunAsync("go", Key);

        var second = () => host.RunAsync("go", Key);

        (await second.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'one-way'*cannot be read back*");
    }

    private static async Task<Guid> RunningIdAsync(BotTestHost<ScriptedBot> host)
    {
        await host.AdvanceAsync(TimeSpan.Zero);
        return host.Logs.Last(entry => entry.EventId.Id == 1000).ExecutionId!.Value;
    }

    private sealed class NotWrong : BotKit.Validation.IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input == "wrong" ? [new BotFieldError("$", "It is wrong.", "wrong")] : []);
    }

    private sealed class Held : BrokenLedger
    {
        public override ValueTask<KeyClaim> ClaimKeyAsync(
            string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
            => new(new KeyClaim(KeyOutcome.InFlight, Guid.Empty));

        public override void RecordRefusal(string bot, string code, DateTimeOffset at)
        {
        }
    }

    private sealed class Forgetful : BrokenLedger
    {
        public override ValueTask<KeyClaim> ClaimKeyAsync(
            string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
            => new(new KeyClaim(KeyOutcome.Won, executionId));
    }

    public sealed class SilentBot : BaseBot<string, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(Nothing.Value);
    }

    public sealed class OneWayBot : BaseBot<string, OneWay>
    {
        protected override ValueTask<OneWay> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
            => new(new OneWay(1, "unused"));
    }

    /// <summary>Written as JSON, but made in a way that the reader cannot follow.</summary>
    public sealed class OneWay
    {
        public OneWay(int number, string unused) => Number = number + unused.Length;

        public OneWay(string text, int unused) => Number = text.Length + unused;

        public int Number { get; }
    }
}
