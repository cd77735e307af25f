using BotKit.Core.Tests.Scripted;
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

    private sealed class NotWrong : BotKit.Validation.IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input == "wrong" ? [new BotFieldError("$", "It is wrong.", "wrong")] : []);
    }
}
