using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class ChildRunTests
{
    private const string Child = "child";
    private readonly CancellationTokenSource _caller = new();

    [Fact]
    public async Task RunAsync_Child_KeepsItsLineage()
    {
        await using var host = Family(async (_, context, _) => (string)(await context.RunAsync(Child, "in")).Data!, Script.Return("out"));

        var result = await host.RunAsync("go");

        result.Data.Should().Be("out");
        var child = host.Ledger.Runs[0];
        child.Result.Bot.Should().Be(Child);
        child.Input.Should().Be("in");
        child.Origin!.ParentId.Should().Be(result.ExecutionId);
        child.Origin.RootId.Should().Be(result.ExecutionId);
    }

    [Fact]
    public async Task Context_OfEachGeneration_KnowsParentAndRoot()
    {
        var seen = new List<(Guid Id, Guid? Parent, Guid Root)>();
        await using var host = Hosts.Of(async (input, context, _) =>
        {
            seen.Add((context.ExecutionId, context.ParentId, context.RootId));
            if (input.Length < 3)
            {
                await context.RunAsync(Hosts.Bot, input + "+");
            }

            return "done";
        });

        await host.RunAsync("+");

        var root = seen[0].Id;
        seen.Select(run => run.Root).Should().OnlyContain(id => id == root);
        seen.Select(run => run.Parent).Should().Equal(null, root, seen[1].Id);
    }

    [Fact]
    public async Task RunAsync_SixteenGenerations_AreAllowedAndNoMore()
    {
        BotResult? refused = null;
        var script = new Script(async (input, context, _) =>
        {
            var result = await context.RunAsync(Hosts.Bot, input);
            if (result.Status == BotStatus.Rejected)
            {
                refused = result;
            }

            return "done";
        });
        await using var host = Hosts.Of(script);

        await host.RunAsync("go");

        script.Calls.Should().Be(17);
        refused!.Error!.Code.Should().Be(BotErrorCodes.DepthExceeded);
        host.Ledger.Refusals.Should().ContainSingle().Which.Code.Should().Be(BotErrorCodes.DepthExceeded);
    }

    [Fact]
    public async Task RunAsync_ParentIsCanceled_CancelsTheChild()
    {
        BotResult? child = null;
        await using var host = Family(async (_, context, _) => (child = await context.RunAsync(Child, "in")).Status.ToString(), Script.Hang());

        var run = host.Start("go", _caller.Token);
        await _caller.CancelAsync();
        await run;

        child!.Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task RunAsync_ParentTimesOut_CancelsTheChild()
    {
        BotResult? child = null;
        await using var host = Family(
            async (_, context, cancellationToken) => (child = await context.RunAsync(Child, "in", cancellationToken)).Status.ToString(), Script.Hang());

        var run = host.Start("go");
        await host.AdvanceAsync(BotDefaults.TotalTimeout);
        await run;

        child!.Status.Should().BeOneOf(BotStatus.Canceled, BotStatus.TimedOut);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_ChildHasATokenOfItsOwn_EitherCancelsIt(bool own)
    {
        using var childToken = new CancellationTokenSource();
        await using var host = Family(
            async (_, context, _) => (await context.RunAsync(Child, "in", childToken.Token)).Status.ToString(), Script.Hang());

        var run = host.Start("go", _caller.Token);
        await (own ? childToken : _caller).CancelAsync();
        await run;

        host.Ledger.Runs[0].Result.Should().BeEquivalentTo(new { Bot = Child, Status = BotStatus.Canceled });
    }

    [Fact]
    public async Task RunAsync_OnlyTheChildIsCanceled_TheParentGoesOn()
    {
        using var childToken = new CancellationTokenSource();
        await using var host = Family(
            async (_, context, _) => (await context.RunAsync(Child, "in", childToken.Token)).Status.ToString(), Script.Hang());

        var run = host.Start("go");
        await childToken.CancelAsync();

        (await run).Data.Should().Be("Canceled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_Child_InheritsDryRunAndTrigger(bool dryRun)
    {
        await using var host = Family(async (_, context, _) => (string)(await context.RunAsync(Child, "in")).Data!, Script.Return());

        await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Schedule, Options = new BotRunOptions { DryRun = dryRun } });

        host.Ledger.Runs[0].IsDryRun.Should().Be(dryRun);
        host.Ledger.Runs[0].Trigger.Should().Be(BotTrigger.Schedule);
    }

    [Fact]
    public async Task RunAsync_Child_DoesNotInheritTheKey()
    {
        await using var host = Family(async (_, context, _) => (string)(await context.RunAsync(Child, "in")).Data!, Script.Return());

        await host.RunAsync("go", new BotRunOptions { IdempotencyKey = "k", Caller = "ann" });

        host.Ledger.Runs[0].Origin!.IdempotencyKey.Should().BeNull();
        host.Ledger.Runs[1].Origin!.IdempotencyKey.Should().Be("k");
    }

    [Fact]
    public async Task RunAsync_ChildIsUnknown_FailsTheParentAndNamesTheBots()
    {
        Exception? thrown = null;
        await using var host = Hosts.Of(async (_, context, _) =>
        {
            try
            {
                return (await context.RunAsync("nobody", "in")).Bot;
            }
            catch (BotNotFoundException exception)
            {
                thrown = exception;
                throw;
            }
        });

        (await host.RunAsync("go")).Status.Should().Be(BotStatus.Failed);
        thrown!.Message.Should().Contain("'nobody'").And.Contain(Hosts.Bot);
    }

    [Fact]
    public async Task RunAsync_ChildFails_IsTheParentsToJudge()
    {
        await using var host = Family(async (_, context, _) => (await context.RunAsync(Child, "in")).Error!.Code, Script.Throw(Failures.Standard));

        (await host.RunAsync("go")).Data.Should().Be("broken");
    }

    [Fact]
    public async Task RunAsync_ParentHasEnded_StartsNoChild()
    {
        BotContext? ended = null;
        await using var host = Hosts.Of((_, context, _) =>
        {
            ended = context;
            return new("done");
        });
        await host.RunAsync("go");

        var late = () => ended!.RunAsync(Hosts.Bot, "in").AsTask();

        (await late.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*has ended*");
    }

    private static BotTestHost<ScriptedBot> Family(Script.Step parent, Script.Step child)
        => Hosts.Of(
            new Script(parent),
            bot: bot => bot.Services.AddBotKit(bots => bots.AddBot<ChildBot>(Child)),
            services: services => services.AddSingleton(new ChildScript(new Script(child))));

    public sealed record ChildScript(Script Script);

    public sealed class ChildBot(ChildScript script) : BaseBot<string, string>
    {
        protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
            => script.Script.NextAsync(input, context, cancellationToken);
    }
}
