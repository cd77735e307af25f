using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.Testing;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Nodes;

public sealed class NodeSweepTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Guid Other = Guid.Parse("00000000-0000-7000-8000-000000000001");

    private readonly BotTestClock _clock = new();
    private readonly FakeNodeStore _store = new();
    private readonly NodeSweep _sweep;
    private NodeIncarnation _own;

    public NodeSweepTests()
    {
        _own = new NodeIncarnation(_clock, lease: null);
        _sweep = new NodeSweep(_store, new NodeOptions(), _clock, NullLogger.Instance, () => _own);
        _store.Add(Other, 9 * Second);
    }

    [Fact]
    public async Task SweepAsync_SameBeatForAWholeLease_Recovers()
    {
        await PollAsync(9);
        _store.Recovered.Should().BeEmpty("the lease may last that long");

        await PollAsync(1);

        _store.Recovered.Should().Equal(Other);
    }

    [Fact]
    public async Task SweepAsync_BeatChanges_LeavesItAlone()
    {
        for (var i = 0; i < 5; i++)
        {
            await PollAsync(8);
            _store.BeatOf(Other);
        }

        _store.Recovered.Should().BeEmpty();
    }

    [Fact]
    public async Task SweepAsync_LeaseOfTheOtherIsLonger_WaitsForThatOne()
    {
        var slow = Guid.Parse("00000000-0000-7000-8000-000000000002");
        _store.Add(slow, 30 * Second);

        await PollAsync(30);
        _store.Recovered.Should().Equal(Other);
        await PollAsync(1);

        _store.Recovered.Should().Contain(slow);
    }

    [Fact]
    public async Task SweepAsync_StoreWasAway_StartsAnew()
    {
        await PollAsync(8);
        _store.IsAway = true;
        await PollAsync(60);
        _store.IsAway = false;
        await PollAsync(9);

        _store.Recovered.Should().BeEmpty("nobody could beat while it was away");
    }

    [Fact]
    public async Task SweepAsync_PollComesLate_StartsAnew()
    {
        await PollAsync(5);
        _clock.Advance(60 * Second);
        await PollAsync(9);

        _store.Recovered.Should().BeEmpty("this node slept, and perhaps everybody");
    }

    [Fact]
    public async Task SweepAsync_OwnLeaseWasLost_StartsAnew()
    {
        await PollAsync(8);
        var held = _own;
        _own = new NodeIncarnation(_clock, lease: null);
        _own.Lose(static _ => { });
        await PollAsync(1);
        _own = held;
        await PollAsync(9);

        _store.Recovered.Should().BeEmpty();
    }

    [Fact]
    public async Task SweepAsync_WallClockJumps_GoesByTheMonotonicClock()
    {
        await PollAsync(2);
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(1));
        await PollAsync(2);

        _store.Recovered.Should().BeEmpty();
    }

    [Fact]
    public async Task SweepAsync_OwnAndLeftNodes_AreNotWatched()
    {
        _store.Add(_own.Id, Second);
        _store.Leave(Other);

        await PollAsync(60);

        _store.Recovered.Should().BeEmpty();
    }

    [Fact]
    public async Task SweepAsync_OneCannotBeRecovered_OthersAreAndItIsTriedAgain()
    {
        var second = Guid.Parse("00000000-0000-7000-8000-000000000002");
        _store.Add(second, 9 * Second);
        _store.OnRecover = node => throw (node == Other ? new BotStoreException("torn") : new InvalidOperationException());
        await PollAsync(11);
        _store.Recovered.Should().BeEmpty();

        _store.OnRecover = node => _ = node == Other ? throw new BotStoreException("torn") : node;
        await PollAsync(1);
        _store.Recovered.Should().Equal(second);
        _store.OnRecover = static _ => { };
        await PollAsync(1);

        _store.Recovered.Should().Contain(Other);
    }

    [Fact]
    public void SweepAsync_NodeThatBeatsInTimeUnderAnyOutage_IsNeverRecovered()
        => Gen.Select(Gen.Int[0, 2], Gen.Int[1, 12]).List[5, 60].Sample(steps =>
        {
            var clock = new BotTestClock();
            var store = new FakeNodeStore();
            var own = new NodeIncarnation(clock, lease: null);
            var sweep = new NodeSweep(store, new NodeOptions(), clock, NullLogger.Instance, () => own);
            store.Add(Other, 9 * Second);

            // Each step: the store away or there for some seconds, this node's sweep running or suspended; the other one beats
            // every 3 s, as soon as the store is there.
            var sinceBeat = 0;
            foreach (var (kind, seconds) in steps)
            {
                store.IsAway = kind == 1;
                for (var second = 0; second < seconds; second++)
                {
                    clock.Advance(Second);
                    if (++sinceBeat >= 3 && !store.IsAway)
                    {
                        store.BeatOf(Other);
                        sinceBeat = 0;
                    }

                    if (kind != 2)
                    {
                        Poll(sweep);
                    }
                }
            }

            return store.Recovered.Count == 0;
        });

    private async Task PollAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                await _sweep.SweepAsync(default);
            }
            catch (BotStoreException)
            {
                // As its loop does.
            }

            _clock.Advance(Second);
        }
    }

    private static void Poll(NodeSweep sweep)
    {
        try
        {
            sweep.SweepAsync(default).AsTask().GetAwaiter().GetResult();
        }
        catch (BotStoreException)
        {
            // As its loop does.
        }
    }
}
