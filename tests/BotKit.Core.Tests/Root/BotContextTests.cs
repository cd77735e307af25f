using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Root;

public class BotContextTests
{
    [Fact]
    public async Task Context_OfARun_SaysWhichRunItIs()
    {
        object? seen = null;
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use(async (context, next, cancellationToken) =>
        {
            await next(context, cancellationToken);
            seen = new
            {
                context.ExecutionId,
                context.Bot,
                context.Trigger,
                context.IsDryRun,
                context.Attempt,
                context.Delivery,
                context.Fence,
                context.ParentId,
                context.RootId,
                context.Input,
                context.Result,
                context.Failure,
            };
        }));

        var result = await host.RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = BotTrigger.Queue, Options = new BotRunOptions { DryRun = true } });

        seen.Should().BeEquivalentTo(new
        {
            result.ExecutionId,
            Bot = Hosts.Bot,
            Trigger = BotTrigger.Queue,
            IsDryRun = true,
            Attempt = 1,
            Delivery = 1,
            Fence = 0L,
            ParentId = (Guid?)null,
            RootId = result.ExecutionId,
            Input = "go",
            Result = "done",
            Failure = (BotFailure?)null,
        });
    }

    [Fact]
    public async Task Context_AfterItsRun_CannotBeUsed()
    {
        BotContext? kept = null;
        await using var host = Hosts.Of((_, context, _) =>
        {
            kept ??= context;
            return new("done");
        });
        var result = await host.RunAsync("go");
        await host.RunAsync("again");

        kept!.ExecutionId.Should().Be(result.ExecutionId);
        kept.Invoking(context => context.Input).Should().Throw<InvalidOperationException>().WithMessage($"Run {result.ExecutionId} has ended*");
        kept.Invoking(context => context.Report(1)).Should().Throw<InvalidOperationException>();
        kept.Invoking(context => context.Result = "late").Should().Throw<InvalidOperationException>();
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
