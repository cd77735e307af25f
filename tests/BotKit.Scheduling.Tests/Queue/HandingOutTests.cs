using BotKit.Ledger;
using BotKit.Scheduling.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

public sealed class HandingOutTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task EnqueueAsync_IdleWorker_StartsAtOnce()
    {
        await using var host = new QueueHost(static it => it.PollEvery = TimeSpan.FromMinutes(1));
        await host.EndedAsync(await host.EnqueueAsync(1));
        var start = host.Host.Clock.GetUtcNow();

        var run = await host.EndedAsync(await host.EnqueueAsync(2));

        run.Status.Should().Be(BotStatus.Succeeded);
        run.Output.ToArray().Should().Equal("2"u8.ToArray());
        run.Trigger.Should().Be(BotTrigger.Queue);
        host.Host.Clock.GetUtcNow().Should().Be(start, "no poll was waited for");
    }

    [Fact]
    public async Task EnqueueAsync_Delay_StartsWhenItIsDueAndNotBefore()
    {
        await using var host = new QueueHost();
        var due = host.Host.Clock.GetUtcNow().AddMinutes(10);
        var id = await host.EnqueueAsync(1, when: new() { Delay = TimeSpan.FromMinutes(10) });

        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(10) - Second);
        host.Work.Runs.Should().BeEmpty();
        await host.Host.AdvanceAsync(Second);
        await host.EndedAsync(id);

        host.Work.Runs.Should().ContainSingle().Which.At.Should().BeCloseTo(due, TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public async Task EnqueueAsync_Priorities_MostUrgentFirst()
    {
        var gate = new TaskCompletionSource();
        await using var host = new QueueHost(static it => it.Workers = 1);
        host.Work.Does = async (it, _) =>
        {
            await (it.Number == 0 ? gate.Task : Task.CompletedTask);
            return 0;
        };
        await host.EnqueueAsync(0);
        await host.StartedAsync(1);
        foreach (var priority in new[] { 1, 9, 5 })
        {
            await host.EnqueueAsync(priority, when: new() { Priority = priority });
        }

        gate.SetResult();
        await host.StartedAsync(4);

        host.Work.Runs.Select(static it => it.Number).Should().Equal(0, 9, 5, 1);
    }

    [Fact]
    public async Task EnqueueAsync_OtherBotHasTenThousandQueued_IsServedWithinThreeClaims()
    {
        var gate = new TaskCompletionSource();
        await using var host = new QueueHost(static it => it.Workers = 1, bots: ["flood", "work"]);
        host.Work.Does = async (it, _) =>
        {
            await (it.Number == 0 ? gate.Task : Task.CompletedTask);
            return 0;
        };
        await host.EnqueueAsync(0, "flood");
        await host.StartedAsync(1);
        await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 10_000).Select(static i => new BotRequest("flood", new WorkInput(i)))]);
        await host.EnqueueAsync(1, "work");

        gate.SetResult();
        await host.StartedAsync(5);

        host.Work.Runs.Take(4).Select(static it => it.Bot).Should().Contain("work");
    }

    [Fact]
    public async Task EnqueueAsync_MoreThanWorkers_NeverMoreAtOnce()
    {
        await using var host = new QueueHost(static it => it.Workers = 3);
        host.Work.Does = static async (_, _) =>
        {
            await Task.Yield();
            return 0;
        };

        await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 500).Select(static i => new BotRequest("work", new WorkInput(i)))]);
        await host.StartedAsync(500);

        host.Work.MostAtOnce.Should().BeLessThanOrEqualTo(3);
        host.Work.Runs.Select(static it => it.Number).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("workers")]
    [InlineData("concurrency")]
    public async Task EnqueueAsync_LimitOfTheBot_IsKeptWithoutADeferral(string limit)
    {
        await using var host = new QueueHost(
            static it => it.Workers = 8,
            options =>
            {
                options.Queue.Workers = limit == "workers" ? 2 : null;
                options.MaxConcurrency = limit == "concurrency" ? 2 : null;
            });
        host.Work.Does = static async (_, _) =>
        {
            await Task.Yield();
            return 0;
        };

        var runs = await host.Manager.EnqueueAsync([.. Enumerable.Range(1, 100).Select(static i => new BotRequest("work", new WorkInput(i)))]);
        await host.StartedAsync(100);

        host.Work.MostAtOnce.Should().BeLessThanOrEqualTo(2);
        host.Work.Runs.Should().OnlyContain(static it => it.Delivery == 1);
        foreach (var run in runs)
        {
            (await host.Ledger.ListHandOutsAsync(run, default)).Should().OnlyContain(static it => it.End == null || it.End == HandOutEnd.Completed);
        }
    }

    [Fact]
    public async Task EnqueueAsync_FilteredBots_StayQueued()
    {
        await using var host = new QueueHost(static it => it.Exclude.Add("other"), bots: ["other", "work"]);
        var other = await host.EnqueueAsync(1, "other");

        await host.EndedAsync(await host.EnqueueAsync(2));
        await host.Host.AdvanceAsync(5 * Second);

        host.Work.Runs.Should().ContainSingle().Which.Bot.Should().Be("work");
        (await host.FindAsync(other)).State.Should().Be(RunState.Queued);
    }

    [Fact]
    public async Task EnqueueAsync_DisabledLater_WaitsUntilEnabled()
    {
        await using var host = new QueueHost();
        await host.Manager.PauseAsync("work", "maintenance", "ada");
        var id = await host.EnqueueAsync(1);
        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(2));
        host.Work.Runs.Should().BeEmpty();

        await host.Manager.ResumeAsync("work");
        var run = await host.EndedAsync(id);

        run.Status.Should().Be(BotStatus.Succeeded);
        run.Deliveries.Should().Be(1, "a pause costs no hand-out");
    }

    [Fact]
    public async Task Idle_AMinute_AsksTheStoreOnceASecond()
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.EndedAsync(await host.EnqueueAsync(1));
        await host.Host.AdvanceAsync(2 * Second);
        var before = store!.Claims;

        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        (store.Claims - before).Should().BeInRange(1, 65);
        store.Waits.Should().BeLessThanOrEqualTo(store.Claims);
        store.Others.Should().Be(0);
    }

    [Fact]
    public async Task Idle_SomethingIsDueSoon_WakesThen()
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.Host.AdvanceAsync(Second);
        var due = host.Host.Clock.GetUtcNow().AddMilliseconds(1_730);

        await host.EnqueueAsync(1, when: new() { DueAt = due });
        await host.Host.AdvanceAsync(2 * Second);
        await host.StartedAsync(1);

        (host.Work.Runs[0].At - due).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromMilliseconds(20));
        store!.Claims.Should().BeLessThan(15);
    }

    [Fact]
    public async Task Idle_AnAnswerTakesLongToCome_StartsWhatIsDueNoLater()
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.Host.AdvanceAsync(Second);
        var due = host.Host.Clock.GetUtcNow().AddMilliseconds(700);
        var late = 0;
        store!.OnClaimed = batch =>
        {
            // The first look does not sleep: the second one does.
            if (batch.NextDue is not null && Interlocked.Increment(ref late) <= 2)
            {
                host.Host.Clock.Advance(TimeSpan.FromMilliseconds(200));
            }

            return Task.CompletedTask;
        };

        await host.EnqueueAsync(1, when: new() { DueAt = due });
        await Eventually.TrueAsync(() => Volatile.Read(ref late) >= 2, "it has looked twice");
        await host.Host.AdvanceAsync(Second);
        await host.StartedAsync(1);

        (host.Work.Runs[0].At - due).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task AddScheduling_Twice_HasOneWorker()
    {
        await using var host = new QueueHost(services: static services => services.AddBotKit(static bots => bots.AddScheduling().AddScheduling()));

        host.Host.Services.GetServices<IBotLifecycle>().OfType<BotKit.Scheduling.Work.QueueWorker>().Should().ContainSingle();
        await host.EndedAsync(await host.EnqueueAsync(1));
        host.Work.Runs.Should().ContainSingle();
    }
}
