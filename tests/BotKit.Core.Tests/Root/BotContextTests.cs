using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Root;

public class BotContextTests
{
    [Fact]
    public async Task Context_OfARun_SaysWhichRunItIs()
    {
        BotContext? seen = null;
        await using var host = Hosts.Of((_, context, _) =>
        {
            seen = context;
            return new("done");
        });

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Queue, Options = new BotRunOptions { DryRun = true } });

        seen!.ExecutionId.Should().Be(result.ExecutionId);
        seen.Bot.Should().Be(Hosts.Bot);
        seen.Trigger.Should().Be(BotTrigger.Queue);
        seen.IsDryRun.Should().BeTrue();
        seen.Delivery.Should().Be(1);
        seen.Fence.Should().Be(0);
        seen.ParentId.Should().BeNull();
        seen.RootId.Should().Be(result.ExecutionId);
        seen.Input.Should().Be("go");
        seen.Result.Should().Be("done");
    }

    [Fact]
    public async Task Report_KeepsTheLatest()
    {
        await using var host = Hosts.Of(Script.Return());
        var context = host.CreateContext("go");
        var before = context.Progress;

        context.Report(0);
        context.Report(0.5, "half");
        await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        context.Report(1, "all");

        before.Should().BeNull();
        context.Progress.Should().Be(new BotProgress(1, "all", host.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public async Task Report_OutsideOfItsRange_IsAMistake(double fraction)
    {
        await using var host = Hosts.Of(Script.Return());
        var context = host.CreateContext("go");

        context.Invoking(run => run.Report(fraction)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Progress is between 0 and 1.*");
    }

    [Fact]
    public async Task Items_AreToldApartByCase()
    {
        await using var host = Hosts.Of(Script.Return());
        var context = host.CreateContext("go");

        context.Items["a"] = 1;
        context.Items["A"] = 2;

        context.Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task Services_AreTheSameThroughoutTheRun()
    {
        await using var host = Hosts.Of((_, context, _) => new(ReferenceEquals(context.Services, context.Services).ToString()));

        (await host.RunAsync("go")).Data.Should().Be("True");
    }

    [Fact]
    public async Task Services_OfTwoRuns_AreNotTheSame()
    {
        var scopes = new List<IServiceProvider>();
        await using var host = Hosts.Of((_, context, _) =>
        {
            scopes.Add(context.Services.GetRequiredService<IServiceProvider>());
            return new("done");
        });

        await host.RunManyAsync(2);

        scopes.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Result_BeforeAnyEnd_IsNone()
    {
        await using var host = Hosts.Of(Script.Return());
        var context = host.CreateContext("go");

        var before = context.Result;
        context.Result = "set";

        before.Should().BeNull();
        context.Result.Should().Be("set");
    }
}
