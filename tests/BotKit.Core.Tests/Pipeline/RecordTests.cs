using System.Diagnostics;
using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class RecordTests
{
    [Fact]
    public async Task Record_Success_HoldsTheEnvelopeAndWhatItCameFrom()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.AdvanceAsync(TimeSpan.FromHours(3));

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Replay });

        var run = host.Ledger.Runs.Should().ContainSingle().Subject;
        run.Result.Should().BeSameAs(result);
        run.Input.Should().BeSameAs("go");
        run.StartedAt.Should().Be(host.Clock.Start.AddHours(3));
        run.Trigger.Should().Be(BotTrigger.Replay);
        run.IsDryRun.Should().BeFalse();
    }

    [Fact]
    public async Task Record_RunOutOfTheBlue_HasNoOrigin()
    {
        var outer = Activity.Current;
        Activity.Current = null;
        await using var host = Hosts.Of(Script.Return());

        await host.RunAsync("go");
        Activity.Current = outer;

        host.Ledger.Runs[0].Origin.Should().BeNull();
    }

    [Theory]
    [InlineData("k", null)]
    [InlineData(null, "ann")]
    public async Task Record_KeyOrCaller_AreKept(string? key, string? caller)
    {
        await using var host = Hosts.Of(Script.Return());

        await host.RunAsync("go", new BotRunOptions { IdempotencyKey = key, Caller = caller });

        var origin = host.Ledger.Runs[0].Origin!;
        origin.IdempotencyKey.Should().Be(key);
        origin.Caller.Should().Be(caller);
        origin.ParentId.Should().BeNull();
        origin.RootId.Should().BeNull();
    }

    [Fact]
    public async Task Record_DryRun_IsMarked()
    {
        var seen = false;
        await using var host = Hosts.Of((_, context, _) =>
        {
            seen = context.IsDryRun;
            return new("done");
        });

        await host.RunAsync("go", new BotRunOptions { DryRun = true });

        seen.Should().BeTrue();
        host.Ledger.Runs[0].IsDryRun.Should().BeTrue();
    }

    [Fact]
    public async Task Record_EveryEndOfAnAdmittedRun_IsOneRow()
    {
        var script = new Script(Script.Return(), Script.Throw(Failures.Standard), Script.Throw(Failures.Transient));
        await using var host = Hosts.Of(script);

        await host.RunManyAsync(3);
        await host.RunJsonAsync("17");

        host.Ledger.Runs.Select(run => run.Result.Status).Should().Equal(
            BotStatus.Succeeded, BotStatus.Failed, BotStatus.Failed, BotStatus.Invalid);
    }

    [Fact]
    public async Task Record_Refusal_IsCountedAndNoRow()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);

        await host.RunManyAsync(2);

        var refusal = new RecordedRefusal(Hosts.Bot, BotErrorCodes.Disabled, host.Clock.GetUtcNow());
        host.Ledger.Refusals.Should().Equal(refusal, refusal);
        host.Ledger.Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task Record_LedgerThrows_FailsNoRunAndIsLogged()
    {
        await using var host = Hosts.Of(
            Script.Return(), options => options.RateLimit = OnePerMinute(), services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        var run = await host.RunAsync("go");
        var refused = await host.RunAsync("go");

        run.Success.Should().BeTrue();
        refused.Error!.Code.Should().Be(BotErrorCodes.RateLimited);
        host.Logs.Where(entry => entry.EventId.Id == 1020).Select(entry => entry.Values["ExecutionId"]).Should().Equal(run.ExecutionId, Guid.Empty);
    }

    [Fact]
    public async Task Record_InMemory_SaysAtStartThatItDoesNotSurvive()
    {
        await using var host = Hosts.Of(Script.Return());

        await host.RunManyAsync(2);

        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1021);
    }

    [Fact]
    public async Task Record_DurableLedger_SaysNothingAtStart()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        await host.RunAsync("go");

        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1021);
    }

    private static BotRateLimitOptions OnePerMinute()
        => new() { Kind = BotRateLimitKind.FixedWindow, Permits = 1, Window = TimeSpan.FromMinutes(1) };
}
