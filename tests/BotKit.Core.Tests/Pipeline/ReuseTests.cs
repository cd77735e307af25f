using BotKit.Core.Tests.Scripted;
using BotKit.Pipeline;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Run objects are reused; nothing of one run may be seen in the next.</summary>
public class ReuseTests
{
    [Fact]
    public async Task RunAsync_OneAfterTheOther_ReusesTheObject()
    {
        var runs = new List<BotRun>();
        await using var host = Watched(runs, Script.Return());

        await host.RunManyAsync(3);

        runs.Distinct().Should().HaveCount(1);
    }

    [Fact]
    public async Task RunAsync_AtOnce_UseDifferentObjects()
    {
        var end = new TaskCompletionSource<string>();
        var runs = new List<BotRun>();
        await using var host = Watched(runs, Script.Deaf(end.Task));

        var both = Task.WhenAll(host.Start("a"), host.Start("b"));
        end.SetResult("done");
        await both;
        await host.RunAsync("c");

        runs.Should().HaveCount(3);
        runs[0].Should().NotBeSameAs(runs[1]);
        runs[2].Should().BeOneOf(runs[0], runs[1]);
    }

    [Fact]
    public async Task RunAsync_MiddlewareStopsWaitingForTheBot_NeverReusesTheObject()
    {
        var late = new TaskCompletionSource<string>();
        var runs = new List<BotRun>();
        var isFirst = true;
        await using var host = Hosts.Of(
            new Script(Script.Deaf(late.Task), Script.Return("second")),
            bot: bot => bot.Use(async (context, next, cancellationToken) =>
            {
                runs.Add(((RunContext)context).Run);
                var work = next(context, cancellationToken);
                if (isFirst)
                {
                    isFirst = false;
                    context.Result = "fallback";
                }
                else
                {
                    await work;
                }
            }));

        (await host.RunAsync("a")).Data.Should().Be("fallback");
        var second = await host.RunAsync("b");
        late.SetResult("late");

        second.Data.Should().Be("second");
        runs.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task RunAsync_CriticalWhilePausedForLonger_KeepsTheLongerPause()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task));
        var run = host.Start("a");
        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ada");

        end.SetException(Failures.Critical);
        await run;

        host.Manager.GetState(Hosts.Bot).Pause!.Reason.Should().Be("maintenance");
    }

    [Fact]
    public async Task RunAsync_AfterARunThatLeftMuchBehind_StartsClean()
    {
        object? seen = null;
        await using var host = Hosts.Of(
            new Script(Script.Throw(Failures.Transient), Script.Throw(Failures.Transient), Script.Throw(Failures.Standard), Script.Return()),
            bot: bot => bot.Use(async (context, next, cancellationToken) =>
            {
                seen = new { context.Attempt, context.Failure, context.Progress, context.Result, Items = context.Items.Count, context.IsDryRun, context.Trigger };
                context.Items["left"] = "behind";
                context.Report(0.5);
                await next(context, cancellationToken);
            }));
        await host.RunAsync(new BotRequest(Hosts.Bot, "first")
        {
            Trigger = BotTrigger.Replay,
            Options = new BotRunOptions { DryRun = true, Caller = "ann" },
        });

        var second = await host.RunAsync(new BotRequest(Hosts.Bot, "second"));

        seen.Should().BeEquivalentTo(new
        {
            Attempt = 0,
            Failure = (BotFailure?)null,
            Progress = (BotProgress?)null,
            Result = (object?)null,
            Items = 0,
            IsDryRun = false,
            Trigger = BotTrigger.Code,
        });
        second.Should().BeEquivalentTo(new { Success = true, Attempts = 1 });
        host.Ledger.Runs[1].Origin?.Caller.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_AfterAnInvalidOne_HasNoneOfItsProblems()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.RunJsonAsync("{");

        var second = await host.RunJsonAsync("17");
        var third = await host.RunAsync("go");

        second.Error!.Code.Should().Be(BotErrorCodes.InvalidInput);
        third.Success.Should().BeTrue();
        third.Data.Should().Be("done");
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("timed out")]
    [InlineData("abandoned")]
    public async Task RunAsync_AfterARunThatWasStopped_UsesAnotherObject(string how)
    {
        var end = new TaskCompletionSource<string>();
        var runs = new List<BotRun>();
        await using var host = Watched(runs, how == "abandoned" ? Script.Deaf(end.Task) : Script.Hang());
        using var caller = new CancellationTokenSource();
        var first = host.Start("first", caller.Token);
        if (how == "canceled")
        {
            await caller.CancelAsync();
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(6));
        await first;
        end.TrySetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        var second = host.Start("second", new CancellationToken(false));
        await host.AdvanceAsync(TimeSpan.FromMinutes(6));
        await second;

        runs.Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Cancel_RunOfBefore_DoesNotReachTheRunOfNow()
    {
        var script = new Script(Script.Return(), Script.Hang());
        await using var host = Hosts.Of(script);
        using var caller = new CancellationTokenSource();
        var first = await host.RunAsync("first", caller.Token);
        var second = host.Start("second");

        await caller.CancelAsync();
        var canceled = await host.Manager.CancelAsync(first.ExecutionId);
        await host.AdvanceAsync(TimeSpan.FromSeconds(30));

        canceled.Should().Be(CancelOutcome.AlreadyEnded);
        second.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Deadline_OfARunOfBefore_DoesNotReachTheRunOfNow()
    {
        var script = new Script(Script.Return(), Script.Hang());
        await using var host = Hosts.Of(script);
        await host.RunAsync("first");
        await host.AdvanceAsync(TimeSpan.FromMinutes(4));
        var second = host.Start("second");

        await host.AdvanceAsync(TimeSpan.FromMinutes(4));
        var before = second.IsCompleted;
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        before.Should().BeFalse();
        (await second).Duration.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Deadlines_OfSeveralRuns_EachFireInTheirTime()
    {
        await using var host = Hosts.Of(Script.Hang());
        var runs = new List<Task<BotResult<string>>>();
        for (var i = 0; i < 5; i++)
        {
            runs.Add(host.Start("go"));
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var results = await Task.WhenAll(runs);

        results.Should().OnlyContain(result => result.Status == BotStatus.TimedOut && result.Duration == TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Deadlines_AtOnce_AllFire()
    {
        await using var host = Hosts.Of(Script.Hang());
        var runs = Enumerable.Range(0, 40).Select(_ => host.Start("go")).ToArray();

        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await Task.WhenAll(runs)).Should().OnlyContain(result => result.Status == BotStatus.TimedOut);
    }

    [Fact]
    public async Task Deadline_ShorterOneComesLater_FiresFirst()
    {
        var slow = new TaskCompletionSource();
        await using var host = Hosts.Of(
            Script.Hang(),
            bot: bot => bot.Use(async (context, next, cancellationToken) =>
            {
                await (Equals(context.Input, "slow") ? slow.Task : Task.CompletedTask);
                await next(context, cancellationToken);
            }));
        var late = host.Start("slow");
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var early = host.Start("quick");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        slow.SetResult();
        await host.AdvanceAsync(TimeSpan.FromMinutes(4));
        var ended = (early.IsCompleted, late.IsCompleted);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        ended.Should().Be((true, false));
        (await late).Status.Should().Be(BotStatus.TimedOut);
    }

    [Fact]
    public async Task RunAsync_ManyAtOnce_KeepsNoMoreObjectsThanItMay()
    {
        var end = new TaskCompletionSource<string>();
        var runs = new List<BotRun>();
        await using var host = Watched(runs, async (_, _, _) => await end.Task);
        var first = Enumerable.Range(0, 600).Select(_ => host.Start("go")).ToArray();
        end.SetResult("done");
        await Task.WhenAll(first);
        var known = runs.ToHashSet();
        runs.Clear();
        end = new TaskCompletionSource<string>();

        var second = Enumerable.Range(0, 600).Select(_ => host.Start("go")).ToArray();
        end.SetResult("done");
        await Task.WhenAll(second);

        runs.Count(known.Contains).Should().BeInRange(1, 257);
    }

    [Fact]
    public async Task Cancel_ByCallerAndOperator_CountsOnce()
    {
        Guid id = default;
        await using var host = Hosts.Of(async (_, context, cancellationToken) =>
        {
            id = context.ExecutionId;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        });
        using var caller = new CancellationTokenSource();
        var run = host.Start("go", caller.Token);

        await host.Manager.CancelAsync(id);
        await caller.CancelAsync();

        (await run).Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
    }

    private static BotTestHost<ScriptedBot> Watched(List<BotRun> runs, Script.Step step)
        => Hosts.Of(
            (input, context, cancellationToken) =>
            {
                runs.Add(((RunContext)context).Run);
                return step(input, context, cancellationToken);
            });
}
