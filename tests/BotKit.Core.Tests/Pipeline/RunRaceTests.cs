using System.Collections.Concurrent;
using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using BotKit.Pipeline;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Run objects go from run to run while operators and deadlines look at them, on real threads.</summary>
public class RunRaceTests
{
    [Fact]
    public async Task Cancel_RacingWithRunsThatEnd_ReachesNoOtherRun()
    {
        object? newest = null;
        var isOver = false;
        var canceled = new ConcurrentDictionary<Guid, bool>();
        var fired = new ConcurrentBag<Guid>();
        await using var host = Hosts.Of(async (_, context, cancellationToken) =>
        {
            Volatile.Write(ref newest, context.ExecutionId);
            await Task.Yield();
            if (cancellationToken.IsCancellationRequested)
            {
                fired.Add(context.ExecutionId);
            }

            return "done";
        });
        var bot = host.Bot();
        var running = ((BotRunner)bot).Runtime.Running;
        var canceling = Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                if (Volatile.Read(ref newest) is Guid id && running.Claim(id, RunCancellation.Operator) is { } run)
                {
                    canceled[id] = true;
                    run.FireToken();
                }
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                await bot.RunAsync("go");
            }
        })));
        Volatile.Write(ref isOver, true);
        await canceling;

        fired.Should().BeSubsetOf(canceled.Keys);
        host.State.Running.Should().Be(0);
    }

    [Fact]
    public async Task Deadline_SetWhileTheTimerFires_IsNeverMissed()
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new Script(Script.Hang()))
            .AddBotKit(bots => bots.AddBot<ScriptedBot>(Hosts.Bot).Configure(static options =>
            {
                options.TotalTimeout = TimeSpan.FromMilliseconds(1);
                options.Circuit.Enabled = false;
            }))
            .BuildServiceProvider();
        var bot = services.GetRequiredService<IBot<string, string>>();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var statuses = new List<BotStatus>();
            for (var i = 0; i < 100; i++)
            {
                statuses.Add((await bot.RunAsync("go")).Status);
            }

            return statuses;
        }))).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        results.SelectMany(static statuses => statuses).Should().OnlyContain(static status => status == BotStatus.TimedOut);
    }
}
