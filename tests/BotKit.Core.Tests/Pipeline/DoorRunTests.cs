using BotKit.Core.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Runs that do not come from code, and bots that block the thread they are given.</summary>
public class DoorRunTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource<string> _end = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(BotTrigger.Http)]
    [InlineData(BotTrigger.Queue)]
    [InlineData(BotTrigger.Schedule)]
    [InlineData(BotTrigger.Replay)]
    [InlineData(BotTrigger.Workflow)]
    public async Task RunAsync_BotBlocksItsThread_HoldsNoDoorPastTimeoutAndGrace(BotTrigger trigger)
    {
        await using var services = Build();
        var run = services.GetRequiredService<IBotManager>().RunAsync(new BotRequest(Hosts.Bot, "go") { Trigger = trigger }).AsTask();
        await _started.Task;

        while (!run.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var result = await run;
        _end.SetResult("late");
        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10) + BotDefaults.TimeoutGrace);
    }

    [Fact]
    public async Task RunAsync_FromCode_StaysOnTheCallersThread()
    {
        var thread = 0;
        await using var services = Build((_, _, _) =>
        {
            thread = Environment.CurrentManagedThreadId;
            return new("done");
        });

        var run = services.GetRequiredService<IBotManager>().RunAsync(new BotRequest(Hosts.Bot, "go"));

        run.IsCompleted.Should().BeTrue();
        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    private ServiceProvider Build(Script.Step? step = null)
        => new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(new Script(step ?? Block))
            .AddBotKit(bots => bots.AddBot<ScriptedBot>(Hosts.Bot).Configure(options => options.TotalTimeout = TimeSpan.FromSeconds(10)))
            .BuildServiceProvider();

    private ValueTask<string> Block(string input, BotContext context, CancellationToken cancellationToken)
    {
        _started.SetResult();
        return new(_end.Task.GetAwaiter().GetResult());
    }
}
