using BotKit.Health;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Scheduling.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

public sealed class StoreFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Claim_StoreAwayForAMinute_GoesOnAndSaysSo()
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.EndedAsync(await host.EnqueueAsync(1));
        store!.OnClaim = static _ => throw new BotStoreException("away");
        var id = await host.EnqueueAsync(2);
        await host.Host.AdvanceAsync(2 * Second);
        var before = store.Claims;

        await host.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        (store.Claims - before).Should().BeInRange(1, 30, "waits double up to 5 s");
        (await host.HealthAsync()).Should().Match<BotHealthContribution>(static it => it.Status == BotHealthStatus.Degraded && it.Reason!.Contains("cannot be asked"));

        store.OnClaim = static _ => Task.CompletedTask;
        (await host.PassUntilEndedAsync(id)).Status.Should().Be(BotStatus.Succeeded);
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public async Task Claim_AnswerIsLost_WhatItBroughtIsGivenBackAndRuns()
    {
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.EndedAsync(await host.EnqueueAsync(0));
        var lost = store!.LoseNextAnswer();

        var id = await host.EnqueueAsync(1);
        await Eventually.TrueAsync(() => lost.IsCompleted, "a claim brings it");
        var run = await host.PassUntilEndedAsync(id);

        store.Returned.Should().Be(1);
        run.Status.Should().Be(BotStatus.Succeeded);
        run.Deliveries.Should().Be(1, "the lost hand-out does not count");
        run.Lost.Should().Be(0);
        host.Work.Runs.Should().HaveCount(2);
    }

    [Fact]
    public async Task Claim_AnswerIsLostWhileOthersRun_LeavesThoseAlone()
    {
        var gate = new TaskCompletionSource<int>();
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        host.Work.Does = (it, _) => it.Number == 0 ? new(gate.Task) : new(0);
        var running = await host.EnqueueAsync(0);
        await host.StartedAsync(1);
        var lost = store!.LoseNextAnswer();
        var id = await host.EnqueueAsync(1);
        await Eventually.TrueAsync(() => lost.IsCompleted, "a claim brings it");
        await host.PassUntilEndedAsync(id);

        gate.SetResult(0);
        (await host.EndedAsync(running)).Should().Match<StoredRun>(static it => it.Status == BotStatus.Succeeded && it.Deliveries == 1);
    }

    [Fact]
    public async Task Delivery_MachineryThrows_LoopGoesOnAndRunIsRepeated()
    {
        BrokenDelivery? broken = null;
        await using var host = new QueueHost(services: services => BrokenDelivery.Add(services, it => broken = it));
        await host.EndedAsync(await host.EnqueueAsync(0));
        broken!.DeliverFailures = 1;

        var id = await host.EnqueueAsync(1);
        (await host.PassUntilEndedAsync(id)).Should().Match<StoredRun>(static it => it.Status == BotStatus.Succeeded && it.Redeliveries == 1);
    }

    [Fact]
    public async Task Loop_ThrowsAnException_StartsAgainAndTheHostStays()
    {
        BrokenDelivery? broken = null;
        await using var host = new QueueHost(services: services => BrokenDelivery.Add(services, it => broken = it));
        await host.EndedAsync(await host.EnqueueAsync(0));
        broken!.SlotFailures = 2;

        var id = await host.EnqueueAsync(1);
        await Eventually.TrueAsync(() => broken.SlotFailures <= 1, "the loop falls");
        await Eventually.TrueAsync(() => Reason(host)?.Contains("claim loop failed") is true, "health says so");

        (await host.PassUntilEndedAsync(id)).Status.Should().Be(BotStatus.Succeeded);
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
        host.Host.Logs.Should().Contain(static it => it.EventId.Id == 2001);
    }

    private static string? Reason(QueueHost host) => host.HealthAsync().AsTask().GetAwaiter().GetResult().Reason;

    private sealed class BrokenDelivery(IBotDelivery inner) : IBotDelivery
    {
        private int _slotFailures;
        private int _deliverFailures;

        public int SlotFailures
        {
            get => Volatile.Read(ref _slotFailures);
            set => Volatile.Write(ref _slotFailures, value);
        }

        public int DeliverFailures
        {
            get => Volatile.Read(ref _deliverFailures);
            set => Volatile.Write(ref _deliverFailures, value);
        }

        public static void Add(IServiceCollection services, Action<BrokenDelivery> made)
        {
            var registered = services.Last(static it => it.ServiceType == typeof(IBotDelivery));
            services.AddSingleton<IBotDelivery>(provider =>
            {
                var delivery = new BrokenDelivery((IBotDelivery)registered.ImplementationFactory!(provider));
                made(delivery);
                return delivery;
            });
        }

        public int FreeSlots(string bot)
            => Interlocked.Decrement(ref _slotFailures) >= 0 ? throw new InvalidOperationException("slots") : inner.FreeSlots(bot);

        public ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
            => Interlocked.Decrement(ref _deliverFailures) >= 0 ? throw new InvalidOperationException("deliver") : inner.DeliverAsync(run, abandon);
    }
}
