using BotKit.Nodes;
using BotKit.Scheduling.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Nodes;

/// <summary>In real time, because what is tested is whether threads get their turn.</summary>
[Collection(nameof(StarvationTests))]
[CollectionDefinition(nameof(StarvationTests), DisableParallelization = true)]
public sealed class StarvationTests
{
    private static readonly NodeOptions Short = new()
    {
        Lease = TimeSpan.FromSeconds(1),
        BeatEvery = TimeSpan.FromMilliseconds(200),
        SweepEvery = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task IsHeld_ThreadPoolStarvedForSeveralLeases_StaysTrue()
    {
        var store = new FakeNodeStore();
        var lease = new NodeLease(store, Short, TimeProvider.System, NullLogger.Instance);
        var node = await lease.HoldAsync(default);
        using var starved = new StarvedPool();

        starved.Wait(TimeSpan.FromSeconds(2.5));

        node.IsHeld.Should().BeTrue();
        node.Lost.IsCancellationRequested.Should().BeFalse();
        store.Beats.Should().BeGreaterThan(5);
        lease.Dispose();
    }

    [Fact]
    public async Task Lost_ThreadPoolStarvedAndStoreAway_FiresInTime()
    {
        var store = new FakeNodeStore();
        var lease = new NodeLease(store, Short, TimeProvider.System, NullLogger.Instance);
        var node = await lease.HoldAsync(default);
        using var fired = new ManualResetEventSlim();
        using var registration = node.Lost.Register(fired.Set);
        store.IsAway = true;
        using var starved = new StarvedPool();

        fired.Wait(TimeSpan.FromSeconds(5)).Should().BeTrue("the lease is watched by a thread of its own");
        lease.Dispose();
    }

    /// <summary>Occupies the thread pool faster than it grows.</summary>
    private sealed class StarvedPool : IDisposable
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly CountdownEvent _over;

        public StarvedPool()
        {
            var items = ThreadPool.ThreadCount + 200;
            _over = new CountdownEvent(items);
            for (var i = 0; i < items; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => Occupy(), null);
            }
        }

        public void Wait(TimeSpan time) => _end.Wait(time);

        public void Dispose()
        {
            _end.Set();
            _over.Wait();
            _over.Dispose();
            _end.Dispose();
        }

        private void Occupy()
        {
            _end.Wait();
            _over.Signal();
        }
    }
}
