using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Nodes;

public sealed class NodeLeaseTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly BotTestClock _clock = new();
    private readonly FakeNodeStore _store = new();
    private readonly NodeLease _lease;

    public NodeLeaseTests() => _lease = new NodeLease(_store, new NodeOptions(), _clock, NullLogger.Instance);

    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    [Fact]
    public async Task StartAsync_NothingIsHeld_LeavesNoTrace()
    {
        await _lease.StartAsync(default);
        _clock.Advance(30 * Second);
        await _lease.DrainAsync(default);

        _store.Asked.Should().Be(0);
        _lease.Current.Should().BeNull();
    }

    [Fact]
    public async Task HoldAsync_StoreWithoutLeases_HoldsOneIncarnationForEver()
    {
        var store = new FakeNodeStore { HasLeases = false };
        await using var lease = new NodeLease(store, new NodeOptions(), _clock, NullLogger.Instance);

        var node = await lease.HoldAsync(default);
        _clock.Advance(TimeSpan.FromDays(400));

        node.IsHeld.Should().BeTrue();
        (await lease.HoldAsync(default)).Should().BeSameAs(node);
        await lease.DrainAsync(default);
        store.Asked.Should().Be(0);
    }

    [Fact]
    public async Task HoldAsync_RenewalsAccepted_KeepsTheIncarnation()
    {
        var node = await _lease.HoldAsync(default);
        for (var beats = 1; beats <= 10; beats++)
        {
            await BeatAsync(beats);
        }

        node.IsHeld.Should().BeTrue();
        (await _lease.HoldAsync(default)).Should().BeSameAs(node);
        _store.Joined.Should().Equal(node.Id);
    }

    [Fact]
    public async Task HoldAsync_StoreAwayAtFirst_WaitsForIt()
    {
        _store.IsAway = true;
        var hold = _lease.HoldAsync(default).AsTask();
        await Eventually.TrueAsync(() => _store.Asked >= 1, "it tries to join");
        hold.IsCompleted.Should().BeFalse();

        _store.IsAway = false;
        await AdvanceUntilAsync(() => hold.IsCompleted);

        (await hold).IsHeld.Should().BeTrue();
    }

    [Fact]
    public async Task Lost_StoreAway_FiresBeforeTheLeaseIsOver()
    {
        var node = await _lease.HoldAsync(default);
        var joined = _clock.GetUtcNow();
        _store.IsAway = true;

        await AdvanceUntilAsync(() => node.Lost.IsCancellationRequested);

        (_clock.GetUtcNow() - joined).Should().BeGreaterThan(7 * Second).And.BeLessThan(9 * Second);
        node.IsHeld.Should().BeFalse();
    }

    [Fact]
    public async Task Lost_AcceptedAnswerComesLate_CountsFromWhenTheRenewalWasSent()
    {
        using var answer = new ManualResetEventSlim();
        var node = await _lease.HoldAsync(default);
        _store.OnAnswer = answer.Wait;
        await AdvanceUntilAsync(() => _store.Beats == 1);
        var sent = _clock.GetUtcNow();

        // Answered 4 s later, and away from then on.
        _clock.Advance(4 * Second);
        _store.IsAway = true;
        _store.OnAnswer = static () => { };
        answer.Set();
        await AdvanceUntilAsync(() => node.Lost.IsCancellationRequested);

        (_clock.GetUtcNow() - sent).Should().BeLessThan(9 * Second);
    }

    [Fact]
    public async Task Lost_RenewalHangs_FiresAllTheSame()
    {
        using var answer = new ManualResetEventSlim();
        var node = await _lease.HoldAsync(default);
        _store.OnBeat = answer.Wait;

        await AdvanceUntilAsync(() => node.Lost.IsCancellationRequested);

        node.IsLost.Should().BeTrue();
        answer.Set();
    }

    [Fact]
    public async Task Lost_RenewalRefused_FiresAtOnceAndJoinsAnew()
    {
        var node = await _lease.HoldAsync(default);
        _store.RefusesBeats = true;
        await AdvanceUntilAsync(() => node.Lost.IsCancellationRequested);
        _store.RefusesBeats = false;

        var next = await _lease.HoldAsync(default);

        next.Id.Should().NotBe(node.Id);
        next.IsHeld.Should().BeTrue();
        _store.Joined.Should().Contain(next.Id);
    }

    [Fact]
    public async Task HoldAsync_AfterAnOutageLongerThanTheLease_IsAnotherIncarnation()
    {
        var node = await _lease.HoldAsync(default);
        _store.IsAway = true;
        await AdvanceUntilAsync(() => node.IsLost);
        var hold = _lease.HoldAsync(default).AsTask();
        _store.IsAway = false;
        await AdvanceUntilAsync(() => hold.IsCompleted);

        (await hold).Id.Should().NotBe(node.Id);
        node.IsHeld.Should().BeFalse("an incarnation never comes back");
    }

    [Fact]
    public async Task IsHeld_WallClockJumpsAhead_IsFalseAtOnce()
    {
        var node = await _lease.HoldAsync(default);

        _clock.AdjustTime(_clock.GetUtcNow().AddHours(1));

        node.IsHeld.Should().BeFalse("the machine may have slept");
    }

    [Fact]
    public async Task IsHeld_WallClockJumpsBack_GoesByTheMonotonicClock()
    {
        var node = await _lease.HoldAsync(default);
        _store.IsAway = true;
        _clock.AdjustTime(_clock.GetUtcNow().AddHours(-1));
        node.IsHeld.Should().BeTrue();

        _clock.Advance(9 * Second);

        node.IsHeld.Should().BeFalse();
    }

    [Fact]
    public async Task Lost_CallbackThrows_TheLeaseIsKeptOn()
    {
        var node = await _lease.HoldAsync(default);
        using var registration = node.Lost.Register(static () => throw new InvalidOperationException());
        _store.RefusesBeats = true;
        await AdvanceUntilAsync(() => node.IsLost);
        _store.RefusesBeats = false;

        (await _lease.HoldAsync(default)).IsHeld.Should().BeTrue();
    }

    [Fact]
    public async Task Canceling_BeatBringsRequests_IsRaisedForEach()
    {
        Guid[] asked = [Guid.CreateVersion7(_clock.GetUtcNow()), Guid.CreateVersion7(_clock.GetUtcNow())];
        var canceled = new System.Collections.Concurrent.ConcurrentQueue<Guid>();
        _lease.Canceling += canceled.Enqueue;
        await _lease.HoldAsync(default);
        _store.CancelRequests = asked;

        await BeatAsync(1);
        await Eventually.TrueAsync(() => canceled.Count >= 2, "the requests arrive");

        canceled.Take(2).Should().Equal(asked);
    }

    [Fact]
    public async Task DrainAsync_NothingRuns_Leaves()
    {
        var node = await _lease.HoldAsync(default);
        node.Enter();
        node.Exit();

        await _lease.DrainAsync(default);

        _store.Left.Should().Equal(node.Id);
        await _lease.Invoking(static it => it.HoldAsync(default).AsTask()).Should().ThrowAsync<BotStoreException>();
    }

    [Fact]
    public async Task DrainAsync_CodeStillExecutes_KeepsTheLeaseUntilItIsOver()
    {
        var node = await _lease.HoldAsync(default);
        node.Enter();

        var drain = _lease.DrainAsync(default).AsTask();
        await BeatAsync(1);
        var (wasHeld, wasDrained) = (node.IsHeld, drain.IsCompleted);
        node.Exit();
        await AdvanceUntilAsync(() => drain.IsCompleted);

        (wasHeld, wasDrained).Should().Be((true, false), "others must not start what still runs here");
        node.IsLost.Should().BeFalse();
        _store.Left.Should().Equal(node.Id);
    }

    [Fact]
    public async Task DrainAsync_CodeDoesNotReturn_IsCanceledAndTheLeaseLeftToRunOut()
    {
        var node = await _lease.HoldAsync(default);
        node.Enter();

        var drain = _lease.DrainAsync(default).AsTask();
        await AdvanceUntilAsync(() => drain.IsCompleted);

        node.Lost.IsCancellationRequested.Should().BeTrue();
        _store.Left.Should().BeEmpty();
    }

    [Fact]
    public async Task HoldAsync_WhileItDrains_TakesNoMore()
    {
        var node = await _lease.HoldAsync(default);
        node.Enter();
        var drain = _lease.DrainAsync(default).AsTask();

        await _lease.Invoking(static it => it.HoldAsync(default).AsTask()).Should().ThrowAsync<BotStoreException>();

        node.Exit();
        await AdvanceUntilAsync(() => drain.IsCompleted);
    }

    [Fact]
    public async Task HoldAsync_WhileItStops_Throws()
    {
        _store.IsAway = true;
        var hold = _lease.HoldAsync(default).AsTask();
        await Eventually.TrueAsync(() => _store.Asked >= 1, "it tries to join");

        await _lease.DrainAsync(default);

        await hold.Awaiting(static it => it).Should().ThrowAsync<BotStoreException>();
    }

    private Task BeatAsync(int beats) => AdvanceUntilAsync(() => _store.Beats >= beats);

    /// <summary>In small steps, each of which gives the lease's threads time to do what is due.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        for (var steps = 0; !condition() && steps < 200; steps++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await Eventually.TrueAsync(condition, "20 s have passed");
    }
}
