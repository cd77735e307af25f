using BotKit.Ledger;

namespace BotKit.Scheduling.Tests.Queue;

public sealed class GatesAndFailuresTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Circuit_Open_DefersAllAndLosesNothing()
    {
        await using var host = new QueueHost(static it => it.Workers = 1, static options => options.Queue.MaxRedeliveries = 0);
        var isDown = true;
        host.Work.Does = (_, _) => isDown ? throw new HttpRequestException("down") : new(0);
        var runs = await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 20).Select(static i => new BotRequest("work", new WorkInput(i)))]);
        await host.StartedAsync(5);
        await host.Host.AdvanceAsync(59 * Second);
        host.Work.Runs.Should().HaveCount(5, "the fifth failure in a row opened the circuit");
        host.Manager.GetState("work").Circuit.Should().Be(CircuitPosition.Open);

        isDown = false;
        await host.PassUntilAsync(() => Task.FromResult(host.Work.Runs.Count == 20), "the circuit closes after its probe");

        var ended = await Task.WhenAll(runs.Select(host.EndedAsync));
        ended.Should().OnlyContain(static it => it.Deliveries == 1, "a deferral costs no hand-out");
        ended.Count(static it => it.Status == BotStatus.Failed).Should().Be(5);
        ended.Count(static it => it.Status == BotStatus.Succeeded).Should().Be(15);
    }

    [Fact]
    public async Task Circuit_DueForItsProbe_LetsExactlyOneRunThrough()
    {
        await using var host = new QueueHost(static it => it.Workers = 8, static options => options.Queue.MaxRedeliveries = 0);
        var probe = new TaskCompletionSource<int>();
        var failures = 0;
        host.Work.Does = (_, _) => Interlocked.Increment(ref failures) <= 5 ? throw new HttpRequestException("down") : new(probe.Task);
        for (var i = 0; i < 5; i++)
        {
            await host.EndedAsync(await host.EnqueueAsync(i));
        }

        await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 100).Select(static i => new BotRequest("work", new WorkInput(i)))]);
        await host.Host.AdvanceAsync(70 * Second);
        host.Work.Runs.Should().HaveCount(6, "one probe decides for all");

        probe.SetResult(0);
        await host.PassUntilAsync(() => Task.FromResult(host.Work.Runs.Count == 105), "the probe closed the circuit");
    }

    [Fact]
    public async Task TransientFailure_IsRedeliveredWithBackoffThenFails()
    {
        await using var host = new QueueHost(options: static options =>
        {
            options.Circuit.Enabled = false;
            options.Queue.MaxRedeliveries = 3;
            options.Queue.RedeliveryDelay = TimeSpan.FromSeconds(10);
        });
        host.Work.Does = static (_, _) => throw new HttpRequestException("down");

        var id = await host.EnqueueAsync();
        await host.StartedAsync(1);
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(2));

        var run = await host.PassUntilEndedAsync(id);
        run.Status.Should().Be(BotStatus.Failed);
        run.Deliveries.Should().Be(4);
        run.Redeliveries.Should().Be(3);
        var at = host.Work.Runs.Select(static it => it.At).ToArray();
        at.Should().HaveCount(4);
        for (var i = 1; i < 4; i++)
        {
            (at[i] - at[i - 1]).Should().BeGreaterThan(TimeSpan.FromSeconds(4)).And.BeLessThan(TimeSpan.FromSeconds(10 << i));
        }
    }

    [Theory]
    [InlineData(BotRateLimitKind.FixedWindow)]
    [InlineData(BotRateLimitKind.SlidingWindow)]
    [InlineData(BotRateLimitKind.TokenBucket)]
    public async Task RateLimit_MoreWaitThanItAllows_ClaimsNoMoreThanMayStart(BotRateLimitKind kind)
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(
            static it => it.Workers = 50,
            options =>
            {
                options.RateLimit.Kind = kind;
                options.RateLimit.Permits = 10;
                options.RateLimit.Window = 10 * Second;
            },
            services => CountingQueueStore.Add(services, it => store = it));
        var runs = await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 40).Select(static i => new BotRequest("work", new WorkInput(i)))]);

        await host.StartedAsync(10);
        await host.PassUntilAsync(() => Task.FromResult(host.Work.Runs.Count == 40), "the limit lets the others in later");

        (await Task.WhenAll(runs.Select(host.EndedAsync))).Should().OnlyContain(static it => it.Status == BotStatus.Succeeded);
        (host.Work.Runs.Max(static it => it.At) - host.Work.Runs.Min(static it => it.At)).Should().BeGreaterThan(25 * Second).And.BeLessThan(45 * Second);
        store!.Released.Should().BeLessThan(40, "what may not start yet is left in the queue, not handed out and given back");
    }

    [Fact]
    public async Task CancelAsync_Queued_NeverStarts()
    {
        await using var host = new QueueHost();
        await host.Manager.PauseAsync("work", "maintenance", "ada");
        var id = await host.EnqueueAsync();

        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Canceled);
        await host.Manager.ResumeAsync("work");
        await host.Host.AdvanceAsync(5 * Second);

        (await host.EndedAsync(id)).Status.Should().Be(BotStatus.Canceled);
        host.Work.Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task CancelAsync_Running_EndsCanceled()
    {
        await using var host = new QueueHost();
        host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await host.EnqueueAsync();
        await host.StartedAsync(1);

        (await host.Manager.CancelAsync(id)).Should().Be(CancelOutcome.Requested);

        (await host.EndedAsync(id)).Status.Should().Be(BotStatus.Canceled);
        host.Work.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Timeout_CodeIgnoresItsToken_KeepsItsSlotUntilItReturns()
    {
        var gate = new TaskCompletionSource<int>();
        await using var host = new QueueHost(
            static it => it.Workers = 1,
            static options =>
            {
                options.TotalTimeout = TimeSpan.FromSeconds(10);
                options.Queue.MaxRedeliveries = 0;
            });
        host.Work.Does = (it, _) => it.Number == 0 ? new(gate.Task) : new(0);
        var hung = await host.EnqueueAsync(0);
        await host.StartedAsync(1);
        var next = await host.EnqueueAsync(1);

        await host.Host.AdvanceAsync(30 * Second);

        (await host.EndedAsync(hung)).Status.Should().Be(BotStatus.TimedOut);
        (await host.FindAsync(next)).State.Should().Be(RunState.Queued, "its code still has the only slot");
        var health = await host.HealthAsync();
        health.Reason.Should().Contain("1 queued runs that have ended");

        gate.SetResult(0);
        (await host.EndedAsync(next)).Status.Should().Be(BotStatus.Succeeded);
        await Fakes.Eventually.TrueAsync(() => host.HealthAsync().AsTask().GetAwaiter().GetResult().Status == BotKit.Health.BotHealthStatus.Healthy, "health does not latch");
    }
}
