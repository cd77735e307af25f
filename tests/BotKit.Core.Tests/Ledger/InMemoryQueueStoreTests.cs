using BotKit.Ledger;
using BotKit.Queue;
using BotKit.State;

namespace BotKit.Core.Tests.Ledger;

public class InMemoryQueueStoreTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly QueueUnderTest _store = new();

    [Fact]
    public async Task Enqueue_SameIdAgain_FindsItsOwnRow()
    {
        var run = _store.Run(key: "k");
        await _store.AcceptAsync(run);

        (await _store.EnqueueAsync(run)).Should().Be(new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId));
        (await _store.ClaimAsync()).Runs.Should().ContainSingle();
        await _store.EndAsync((await _store.FindAsync(run.ExecutionId)) is { } held ? new ClaimedRun
        {
            ExecutionId = held.ExecutionId,
            Bot = held.Bot,
            Trigger = held.Trigger,
            Input = held.Input,
            Fence = held.Fence,
            Delivery = 1,
            CreatedAt = held.CreatedAt,
            DueAt = held.CreatedAt,
        } : null!);
        (await _store.EnqueueAsync(run)).Outcome.Should().Be(EnqueueOutcome.Accepted);
        (await _store.ClaimAsync()).Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task Enqueue_InputBufferChangesAfterwards_IsNotSeen()
    {
        byte[] input = [.. "{}"u8];
        var id = await _store.AcceptAsync(_store.Run() with { Input = input });

        input[0] = 0;

        (await _store.FindAsync(id)).Input.ToArray().Should().Equal("{}"u8.ToArray());
    }

    [Fact]
    public async Task Enqueue_KeyIsHeld_JoinsOrConflicts()
    {
        var id = await _store.AcceptAsync(_store.Run(key: "k"));

        (await _store.EnqueueAsync(_store.Run(key: "k"))).Should().Be(new EnqueueResult(EnqueueOutcome.Joined, id));
        (await _store.EnqueueAsync(_store.Run(key: "k", fingerprint: 2))).Should().Be(new EnqueueResult(EnqueueOutcome.Conflict, id));
        (await _store.EnqueueAsync(_store.Run("content", key: "k"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Enqueue_KeyOfADirectRun_Joins()
    {
        var direct = _store.Run(key: "k");
        await _store.Ledger.BeginAsync(direct, _store.Node, default);

        (await _store.EnqueueAsync(_store.Run(key: "k"))).Should().Be(new EnqueueResult(EnqueueOutcome.Joined, direct.ExecutionId));
    }

    [Theory]
    [InlineData(BotStatus.Succeeded, EnqueueOutcome.Joined)]
    [InlineData(BotStatus.Failed, EnqueueOutcome.Joined)]
    [InlineData(BotStatus.TimedOut, EnqueueOutcome.Joined)]
    [InlineData(BotStatus.Canceled, EnqueueOutcome.Accepted)]
    [InlineData(BotStatus.Invalid, EnqueueOutcome.Accepted)]
    [InlineData(BotStatus.Rejected, EnqueueOutcome.Accepted)]
    public async Task Enqueue_KeyOfARunThatEnded_DependsOnHow(BotStatus status, EnqueueOutcome expected)
    {
        await _store.AcceptAsync(_store.Run(key: "k"));
        await _store.EndAsync(await _store.ClaimOneAsync(), status);

        (await _store.EnqueueAsync(_store.Run(key: "k"))).Outcome.Should().Be(expected);
    }

    [Fact]
    public async Task Enqueue_OneOfABatchIsRefused_NoneIsAccepted()
    {
        await _store.AcceptAsync(_store.Run(key: "taken"));
        var first = _store.Run(key: "free");

        var results = await _store.Queue.EnqueueAsync([first, _store.Run(key: "taken", fingerprint: 2)], default);

        results.Select(it => it.Outcome).Should().Equal(EnqueueOutcome.Accepted, EnqueueOutcome.Conflict);
        (await _store.Ledger.FindAsync(first.ExecutionId, default)).Should().BeNull();
        (await _store.EnqueueAsync(_store.Run(key: "free"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Enqueue_AsManyWaitAsMay_IsFullUntilOneStarts()
    {
        await _store.AcceptAsync(_store.Run() with { MaxQueued = 1 });

        (await _store.EnqueueAsync(_store.Run() with { MaxQueued = 1 })).Outcome.Should().Be(EnqueueOutcome.QueueFull);
        await _store.ClaimOneAsync();
        (await _store.EnqueueAsync(_store.Run() with { MaxQueued = 1 })).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Enqueue_StoreHoldsAsMuchAsItMay_IsFullAndDropsNothing()
    {
        var store = new QueueUnderTest(new() { MaxHeldRuns = 2, MaxRuns = 1 });
        await store.AcceptAsync();
        await store.AcceptAsync();

        (await store.EnqueueAsync(store.Run())).Outcome.Should().Be(EnqueueOutcome.StoreFull);
        (await store.Ledger.BeginAsync(store.Run(), store.Node, default)).Outcome.Should().Be(KeyOutcome.Full);
        (await store.ClaimAsync()).Runs.Should().HaveCount(2);
    }

    [Fact]
    public async Task Claim_Scheduled_WhenItIsDue()
    {
        var id = await _store.AcceptAsync(_store.Run() with { Delay = Minute });
        (await _store.FindAsync(id)).State.Should().Be(RunState.Scheduled);

        var early = await _store.ClaimAsync();
        early.Runs.Should().BeEmpty();
        early.NextDue.Should().Be(Minute);
        _store.Clock.Advance(Minute);

        var run = await _store.ClaimOneAsync();
        run.ExecutionId.Should().Be(id);
        run.Waited.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Claim_Order_IsByUrgencyAndNothingStarves()
    {
        var old = await _store.AcceptAsync(_store.Run() with { Priority = 0 });
        _store.Clock.Advance(TimeSpan.FromSeconds(269));
        var urgent = await _store.AcceptAsync(_store.Run() with { Priority = 9 });
        _store.Clock.Advance(TimeSpan.FromSeconds(2));
        var late = await _store.AcceptAsync(_store.Run() with { Priority = 9 });

        (await _store.ClaimAsync()).Runs.Select(it => it.ExecutionId).Should().Equal(urgent, old, late);
    }

    [Fact]
    public async Task Claim_SeveralBots_EachHasItsTurn()
    {
        for (var i = 0; i < 3; i++)
        {
            await _store.AcceptAsync(_store.Run("a"));
            await _store.AcceptAsync(_store.Run("b"));
        }

        var first = await _store.ClaimAsync(1, bots: ["a", "b"]);
        var second = await _store.ClaimAsync(1, after: first.After, bots: ["a", "b"]);

        first.Runs.Concat(second.Runs).Select(it => it.Bot).Should().Equal("a", "b");
        (await _store.ClaimAsync(4, after: second.After, bots: ["a", "b"])).Runs.Select(it => it.Bot).Should().Equal("a", "b", "a", "b");
    }

    [Fact]
    public async Task Claim_ClusterLimit_CountsAllNodes()
    {
        for (var i = 0; i < 4; i++)
        {
            await _store.AcceptAsync();
        }

        (await _store.ClaimAsync(2, maxRunning: 3)).Runs.Should().HaveCount(2);
        var other = (await _store.ClaimAsync(2, maxRunning: 3, node: Guid.NewGuid())).Runs.Should().ContainSingle().Subject;
        (await _store.ClaimAsync(2, maxRunning: 3)).Runs.Should().BeEmpty();
        await _store.EndAsync(other);
        (await _store.ClaimAsync(2, maxRunning: 3)).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Claim_NewerPayload_WaitsForANodeThatKnowsIt()
    {
        await _store.AcceptAsync(_store.Run() with { PayloadVersion = 2 });

        (await _store.ClaimAsync(version: 1)).Runs.Should().BeEmpty();
        (await _store.ClaimAsync(version: 2)).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Claim_PausedBot_WaitsAndSaysForHowLong()
    {
        await _store.AcceptAsync();
        var until = _store.Clock.GetUtcNow() + Minute;
        await PauseAsync(1, new BotPause("why", "ann", _store.Clock.GetUtcNow(), until));

        var batch = await _store.ClaimAsync();
        batch.Runs.Should().BeEmpty();
        batch.NextDue.Should().Be(Minute);
        _store.Clock.Advance(Minute);

        (await _store.ClaimAsync()).Runs.Should().ContainSingle();
    }

    [Theory]
    [InlineData(CircuitPosition.Open)]
    [InlineData(CircuitPosition.Isolated)]
    public async Task Claim_CircuitIsOpen_Waits(CircuitPosition circuit)
    {
        await _store.AcceptAsync();
        await _store.States.TryWriteAsync("lead", new(1, null, circuit, _store.Clock.GetUtcNow() + Minute, null), default);

        (await _store.ClaimAsync()).Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task Claim_CircuitIsDueForItsProbe_LetsOneThroughAtATime()
    {
        await _store.AcceptAsync();
        await _store.AcceptAsync();
        await _store.States.TryWriteAsync("lead", new(1, null, CircuitPosition.Open, _store.Clock.GetUtcNow(), null), default);

        var probe = (await _store.ClaimAsync()).Runs.Should().ContainSingle().Subject;
        (await _store.ClaimAsync()).Runs.Should().BeEmpty();
        await _store.ReleaseAsync(probe, HandOutEnd.Returned);

        (await _store.ClaimAsync()).Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Claim_ByANodeThatIsLost_BringsNothing()
    {
        await _store.JoinAsync();
        await _store.AcceptAsync();
        await _store.Nodes.RecoverAsync(_store.Node, 1, default);

        (await _store.ClaimAsync()).Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task Release_RetryLater_CountsARedeliveryAndWaits()
    {
        var id = await _store.AcceptAsync();
        await _store.ReleaseAsync(await _store.ClaimOneAsync(), HandOutEnd.RetryLater, Minute);

        var run = await _store.FindAsync(id);
        (run.State, run.Redeliveries, run.Deliveries, run.Lost).Should().Be((RunState.Scheduled, 1, 1, 0));
        _store.Clock.Advance(Minute);
        (await _store.ClaimOneAsync()).Delivery.Should().Be(2);
    }

    [Fact]
    public async Task Release_ToARunThatSomebodyCanceled_EndsIt()
    {
        var id = await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        (await _store.Queue.CancelAsync(id, default)).Should().Be(CancelOutcome.Requested);
        (await _store.FindAsync(id)).IsCancelRequested.Should().BeTrue();

        await _store.ReleaseAsync(run, HandOutEnd.Returned);

        (await _store.FindAsync(id)).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Cancel_WaitingRun_EndsItAndFreesItsKey()
    {
        var id = await _store.AcceptAsync(_store.Run(key: "k"));

        (await _store.Queue.CancelAsync(id, default)).Should().Be(CancelOutcome.Canceled);

        var run = await _store.FindAsync(id);
        run.Status.Should().Be(BotStatus.Canceled);
        run.Error!.Code.Should().Be(BotErrorCodes.CanceledByOperator);
        run.Deliveries.Should().Be(0);
        (await _store.ClaimAsync()).Runs.Should().BeEmpty();
        (await _store.Queue.CancelAsync(id, default)).Should().Be(CancelOutcome.AlreadyEnded);
        (await _store.Queue.CancelAsync(Guid.NewGuid(), default)).Should().Be(CancelOutcome.Unknown);
        (await _store.EnqueueAsync(_store.Run(key: "k"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Replay_RunThatEnded_MakesANewOneAndLeavesIt()
    {
        var id = await _store.AcceptAsync(_store.Run() with { Input = "[1]"u8.ToArray(), PayloadVersion = 3 });
        await _store.EndAsync((await _store.ClaimAsync(version: 3)).Runs.Single(), BotStatus.Failed);

        var result = await _store.Queue.ReplayAsync(id, _store.Run() with { Input = default }, default);

        var replay = await _store.FindAsync(result!.Value.ExecutionId);
        (replay.State, replay.ReplayOf, replay.PayloadVersion).Should().Be((RunState.Queued, id, 3));
        replay.Input.ToArray().Should().Equal("[1]"u8.ToArray());
        (await _store.FindAsync(id)).Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Replay_RunThatWaitsIsUnknownOrErased_IsNothing()
    {
        var id = await _store.AcceptAsync();
        (await _store.Queue.ReplayAsync(id, _store.Run() with { Input = default }, default)).Should().BeNull();
        await _store.EndAsync(await _store.ClaimOneAsync());
        await _store.Ledger.EraseAsync(id, default);

        (await _store.Queue.ReplayAsync(id, _store.Run() with { Input = default }, default)).Should().BeNull();
        (await _store.Queue.ReplayAsync(Guid.NewGuid(), _store.Run() with { Input = default }, default)).Should().BeNull();
    }

    [Fact]
    public async Task Depths_TellWhatWaitsAndRuns()
    {
        await _store.AcceptAsync(_store.Run() with { Delay = Minute });
        await _store.AcceptAsync();
        await _store.AcceptAsync();
        await _store.ClaimOneAsync();
        _store.Clock.Advance(TimeSpan.FromSeconds(10));

        (await _store.Queue.ReadDepthsAsync(default)).Should().Equal(new QueueDepth("lead", 1, 1, 1, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Enqueue_InSomebodysTransaction_IsNotSupported()
        => await _store.Queue.Awaiting(it => it.EnqueueAsync(_store.Run(), null!, default).AsTask()).Should().ThrowAsync<NotSupportedException>();

    [Fact]
    public async Task Wait_RunComes_WakesUp()
    {
        await _store.ClaimAsync();
        var waiting = _store.Queue.WaitForWorkAsync(_store.Node, Minute, default).AsTask();
        waiting.IsCompleted.Should().BeFalse();

        await _store.AcceptAsync();

        await waiting.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wait_RunCameSinceTheClaim_DoesNotSleep()
    {
        await _store.ClaimAsync();
        await _store.AcceptAsync();

        _store.Queue.WaitForWorkAsync(_store.Node, Minute, default).AsTask().IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Wait_BotIsResumedOrRunGivenBack_WakesUp()
    {
        await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();
        await _store.ClaimAsync();
        var first = _store.Queue.WaitForWorkAsync(_store.Node, Minute, default).AsTask();
        await _store.ReleaseAsync(run, HandOutEnd.Returned);
        await first.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        await _store.ClaimAsync();
        var second = _store.Queue.WaitForWorkAsync(_store.Node, Minute, default).AsTask();
        await PauseAsync(1, null);
        await second.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wait_NothingComes_EndsInTimeOrWhenItIsWoken()
    {
        await _store.ClaimAsync();
        using var wake = new CancellationTokenSource();
        var byTime = _store.Queue.WaitForWorkAsync(_store.Node, Minute, default).AsTask();
        var byToken = _store.Queue.WaitForWorkAsync(_store.Node, TimeSpan.FromHours(1), wake.Token).AsTask();

        _store.Clock.Advance(Minute);
        await byTime.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        byToken.IsCompleted.Should().BeFalse();
        await wake.CancelAsync();
        await byToken.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    private async Task PauseAsync(long version, BotPause? pause)
        => (await _store.States.TryWriteAsync("lead", BotStateRecord.Initial with { Version = version, Pause = pause }, default)).Should().BeTrue();
}
