using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Tests.Shared;

namespace BotKit.Storage.Tests.Sqlite;

/// <summary>Commits whose answer is lost: what is repeated must find what it did.</summary>
public sealed class SqliteLostAnswerTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();
    private int _losses;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Enqueue_AnswerLost_IsAcceptedOnce()
    {
        await using var store = Open();
        var run = Given.Of(key: "k");
        _losses = 1;

        var result = await store.Ports.Queue.EnqueueAsync([run], Token);

        result.Should().Equal(new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId));
        _ledgers.Count("select count(*) from bot_queue").Should().Be(1);
    }

    [Fact]
    public async Task Claim_AnswerLost_HandsOutWhatWasClaimed()
    {
        await using var store = Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        await store.Ports.Queue.EnqueueAsync([Given.Of(), Given.Of()], Token);
        _losses = 1;

        var batch = await store.Ports.Queue.ClaimAsync(node.Id, 1);

        batch.Runs.Should().ContainSingle().Which.Fence.Should().Be(1);
        _ledgers.Count("select count(*) from bot_queue where state = 2").Should().Be(1);
    }

    [Fact]
    public async Task End_AnswerLost_IsStoredAndCountedOnce()
    {
        await using var store = Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        await store.Ports.Queue.EnqueueAsync([Given.Of(), Given.Of(), Given.Of()], Token);
        var runs = (await store.Ports.Queue.ClaimAsync(node.Id)).Runs;
        (await store.Ports.Ledger.EndAsync(Given.Succeeded(runs[0]), Token)).Should().BeTrue();
        _losses = 1;

        (await store.Ports.Ledger.EndAsync(Given.Succeeded(runs[1]), Token)).Should().BeTrue();

        _ledgers.Count("select sum(c0) from bot_rollup").Should().Be(2);
        (await store.Ports.Ledger.EndAsync(Given.Succeeded(runs[2]), Token)).Should().BeTrue();
        _ledgers.Count("select sum(c0) from bot_rollup").Should().Be(3);
        _ledgers.Count("select count(distinct writer) from bot_rollup")
            .Should().Be(2, "a commit that may still come, and its roll-up with it, must not replace a newer one");
        _ledgers.Count("select count(*) from bot_run where state = 3").Should().Be(3);
    }

    [Fact]
    public async Task Release_AnswerLost_IsDoneOnce()
    {
        await using var store = Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        await store.Ports.Queue.EnqueueAsync([Given.Of()], Token);
        var run = (await store.Ports.Queue.ClaimAsync(node.Id)).Runs[0];
        _losses = 1;

        var isGood = await store.Ports.Queue.ReleaseAsync(
            new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.RetryLater }, Token);

        isGood.Should().BeTrue();
        (await store.Ports.Ledger.FindAsync(run.ExecutionId, Token))!.Redeliveries.Should().Be(1);
    }

    [Fact]
    public async Task Enqueue_NoAnswerAtAll_SaysThatTheOutcomeIsUnknown()
    {
        await using var store = Open();
        var run = Given.Of();
        _losses = int.MaxValue;

        var enqueue = async () => await store.Ports.Queue.EnqueueAsync([run], Token);

        var thrown = (await enqueue.Should().ThrowAsync<BotStoreException>()).Which;
        thrown.IsOutcomeUnknown.Should().BeTrue();
        thrown.ExecutionId.Should().Be(run.ExecutionId);
        _losses = 0;
        (await store.Ports.Queue.EnqueueAsync([run], Token))[0].Outcome.Should().Be(EnqueueOutcome.Accepted);
        _ledgers.Count("select count(*) from bot_run").Should().Be(1);
    }

    [Fact]
    public async Task TryWrite_AnswerLost_DoesNotConflictWithItself()
    {
        await using var store = Open();
        await store.Store.OpenAsync(Token);
        var data = store.Ports.Data;
        _losses = 1;
        (await data.TryWriteAsync("lead", "cursor", "1"u8.ToArray(), 0, null, Token)).Should().Be(1);
        _losses = 1;
        (await data.TryWriteAsync("lead", "cursor", "2"u8.ToArray(), 1, null, Token)).Should().Be(2);

        (await data.TryWriteAsync("lead", "cursor", "2"u8.ToArray(), 1, null, Token)).Should().BeNull("another write of the same value is no repetition");
        (await data.ReadAsync("lead", "cursor", Token))!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Begin_AnswerOfATakeOverLost_FindsWhatItTookOver()
    {
        await using var store = Open();
        var (lost, node) = (Given.Node("lost"), Given.Node());
        await store.Ports.Nodes.JoinAsync(lost, Token);
        await store.Ports.Nodes.JoinAsync(node, Token);
        var first = await store.Ports.Ledger.BeginAsync(Given.Of(key: "k"), lost.Id, Token);
        await store.Ports.Nodes.RecoverAsync(lost.Id, 0, Token);
        var next = Given.Of(key: "k");
        _losses = 1;

        var begun = await store.Ports.Ledger.BeginAsync(next, node.Id, Token);
        var again = await store.Ports.Ledger.BeginAsync(next, node.Id, Token);
        var other = await store.Ports.Ledger.BeginAsync(Given.Of(key: "k"), node.Id, Token);

        begun.Should().Be(new RunBegin(KeyOutcome.Won, first.ExecutionId, 2));
        again.Should().Be(begun);
        other.Should().Be(new RunBegin(KeyOutcome.InFlight, first.ExecutionId));
    }

    [Fact]
    public async Task Begin_RunThatEndedSince_BringsItsEnvelope()
    {
        await using var store = Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        var run = Given.Of(key: "k");
        var begun = await store.Ports.Ledger.BeginAsync(run, node.Id, Token);
        await store.Ports.Ledger.EndAsync(
            new RunOutcome { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = begun.Fence, Status = BotStatus.Succeeded, StartedAt = TimeProvider.System.GetUtcNow(), Duration = TimeSpan.Zero, Attempts = 1 },
            Token);

        var again = await store.Ports.Ledger.BeginAsync(run, node.Id, Token);

        (again.Outcome, again.ExecutionId, again.Envelope?.Status).Should().Be((KeyOutcome.Stored, run.ExecutionId, BotStatus.Succeeded));
    }

    [Fact]
    public async Task Dispose_StoreIsAway_EndsAndCountsWhatIsLost()
    {
        var logger = new CountingLogger();
        var store = Open(logger);
        store.Store.StopLimit = TimeSpan.FromMilliseconds(200);
        await store.Store.OpenAsync(Token);
        _losses = int.MaxValue;
        store.Ports.Ledger.RecordRefusal("lead", "paused", TimeProvider.System.GetUtcNow());
        var waiting = store.Ports.Queue.EnqueueAsync([Given.Of()], Token).AsTask();

        await store.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        await waiting.Invoking(each => each).Should().ThrowAsync<BotStoreException>();
        logger.Dropped.Should().Be(1);
    }

    [Fact]
    public async Task EraseAndReplay_WhatHappenedBeforeIsNotStored_SaySoInTime()
    {
        await using var store = Open();
        store.Store.StopLimit = TimeSpan.FromMilliseconds(200);
        await store.Store.OpenAsync(Token);
        _losses = int.MaxValue;
        store.Ports.Ledger.RecordRefusal("lead", "paused", TimeProvider.System.GetUtcNow());

        var erase = async () => await store.Ports.Ledger.EraseAsync(Given.NewId(), Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);
        var replay = async () => await store.Ports.Queue.ReplayAsync(Given.NewId(), Given.Of(), Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        await erase.Should().ThrowAsync<BotStoreException>();
        await replay.Should().ThrowAsync<BotStoreException>();
    }

    private OpenStore Open(CountingLogger? logger = null) => _ledgers.Open(logger: logger, committed: () =>
    {
        if (Volatile.Read(ref _losses) > 0)
        {
            Interlocked.Decrement(ref _losses);
            throw new IOException("The answer is lost.");
        }
    });
}
