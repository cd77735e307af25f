using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Tests.Sqlite;

public sealed class SqliteCommitTests : IDisposable
{
    private readonly SqliteLedgers _ledgers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Enqueue_SixtyFourAtOnce_SharesCommitsAndLosesNothing()
    {
        const int Producers = 64;
        const int Each = 25;
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);

        var ids = await Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => Task.Run(async () =>
        {
            var accepted = new List<Guid>();
            for (var i = 0; i < Each; i++)
            {
                accepted.Add((await store.Ports.Queue.EnqueueAsync([Given.Of()], Token))[0].ExecutionId);
            }

            return accepted;
        })));

        ids.SelectMany(each => each).Should().OnlyHaveUniqueItems().And.HaveCount(Producers * Each);
        _ledgers.Count("select count(*) from bot_queue q join bot_run r on r.id = q.id where q.state = 1").Should().Be(Producers * Each);
        store.Store.Commits.Should().BeLessThan(Producers * Each / 2);
    }

    [Fact]
    public async Task Batch_OneRowRefused_OnlyItsCommandFails()
    {
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);
        _ledgers.Execute("create trigger refuse before insert on bot_run when new.bot = 'bad' begin select raise(abort, 'no'); end");

        // Holds the writer, so that all of them share one batch.
        using var gate = new ManualResetEventSlim();
        var held = store.Store.WriteAsync(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(10)), Token);
        var runs = Enumerable.Range(0, 50).Select(i => Given.Of(i == 17 ? "bad" : "lead")).ToList();
        var enqueued = runs.ConvertAll(run => store.Ports.Queue.EnqueueAsync([run], Token).AsTask());
        gate.Set();
        await held;

        var failed = await Task.WhenAll(enqueued.Select(async each => await Record.ExceptionAsync(() => each)));

        failed.Select((exception, i) => (exception, i)).Where(each => each.exception is not null).Should().ContainSingle()
            .Which.Should().Match<(Exception? Exception, int I)>(each => each.I == 17 && each.Exception is BotStoreException);
        _ledgers.Count("select count(*) from bot_queue").Should().Be(49);
    }

    [Fact]
    public async Task Enqueue_CanceledBeforeItsBatch_IsNotStored()
    {
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);
        using var gate = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var held = store.Store.WriteAsync(
            (gate, entered),
            static (_, events) =>
            {
                events.entered.Set();
                return events.gate.Wait(TimeSpan.FromSeconds(10));
            },
            Token);
        entered.Wait(Token);
        using var cancel = new CancellationTokenSource();

        var enqueue = store.Ports.Queue.EnqueueAsync([Given.Of()], cancel.Token).AsTask();
        await cancel.CancelAsync();

        await enqueue.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        gate.Set();
        await held;
        await store.Ports.Queue.EnqueueAsync([Given.Of()], Token);
        _ledgers.Count("select count(*) from bot_run").Should().Be(1);
    }

    [Fact]
    public async Task Enqueue_DiskFull_IsRefusedAndResumesByItself()
    {
        await using var store = _ledgers.Open("pragma max_page_count = 80");
        var big = new string('x', 60_000);
        await store.Store.OpenAsync(Token);

        BotStoreException? refused = null;
        for (var i = 0; i < 20 && refused is null; i++)
        {
            refused = await Record.ExceptionAsync(async () => await store.Ports.Queue.EnqueueAsync([Given.Of(input: $"\"{big}\"")], Token)) as BotStoreException;
        }

        refused.Should().NotBeNull();
        refused!.IsOutcomeUnknown.Should().BeFalse();
        var stored = _ledgers.Count("select count(*) from bot_run");
        _ledgers.Count("select count(*) from bot_queue").Should().Be(stored, "a run that was refused leaves nothing behind");

        await store.Store.WriteAsync(0, static (session, _) => session.Sql("pragma max_page_count = 100000").Number(), Token);
        (await store.Ports.Queue.EnqueueAsync([Given.Of(input: $"\"{big}\"")], Token))[0].Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Enqueue_StoreLockedByAnother_WaitsTwoSecondsAndIsRefused()
    {
        await using var store = _ledgers.Open();
        await store.Store.OpenAsync(Token);
        using var other = _ledgers.Connect();
        using (var begin = other.CreateCommand())
        {
            begin.CommandText = "begin immediate";
            begin.ExecuteNonQuery();
        }

        var start = TimeProvider.System.GetTimestamp();
        var enqueue = async () => await store.Ports.Queue.EnqueueAsync([Given.Of()], Token);

        (await enqueue.Should().ThrowAsync<BotStoreException>()).Which.RetryAfter.Should().BeGreaterThan(TimeSpan.Zero);
        TimeProvider.System.GetElapsedTime(start).Should().BeGreaterThan(TimeSpan.FromSeconds(1.9)).And.BeLessThan(TimeSpan.FromSeconds(15));

        other.Close();
        (await store.Ports.Queue.EnqueueAsync([Given.Of()], Token))[0].Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task Claim_RepeatedAfterALostAnswer_FindsWhatItClaimed()
    {
        await using var store = _ledgers.Open();
        var node = Given.Node();
        await store.Ports.Nodes.JoinAsync(node, Token);
        await store.Ports.Queue.EnqueueAsync([Given.Of(), Given.Of(), Given.Of()], Token);
        var request = new ClaimRequest(node.Id, [new BotSlots("lead", 2)], 2, true);

        var first = await store.Store.SubmitAsync(new ClaimCommand(request, 77), Token);
        var again = await store.Store.SubmitAsync(new ClaimCommand(request, 77) { IsOutcomeUnknown = true }, Token);

        again.Runs.Select(run => (run.ExecutionId, run.Fence)).Should().BeEquivalentTo(first.Runs.Select(run => (run.ExecutionId, run.Fence)));
        _ledgers.Count("select count(*) from bot_queue where state = 2").Should().Be(2);
    }

    [Fact]
    public async Task Dropped_MoreThanTheBufferHolds_IsCountedAndLogged()
    {
        var log = new CountingLogger();
        await using (var store = _ledgers.Open(change: options => options.MaxWrittenBehind = 100, logger: log))
        {
            await store.Store.OpenAsync(Token);
            using var gate = new ManualResetEventSlim();
            var held = store.Store.WriteAsync(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(10)), Token);
            for (var i = 0; i < 2_000; i++)
            {
                store.Ports.Ledger.Record(Recorded());
            }

            gate.Set();
            await held;
        }

        var kept = _ledgers.Count("select count(*) from bot_run");
        kept.Should().BeGreaterThan(0);
        (kept + log.Dropped).Should().Be(2_000);
        _ledgers.Count("select sum(c0) from bot_rollup").Should().Be(kept);
    }

    [Fact]
    public async Task Refusal_AfterTheBufferWasFull_IsStoredAgain()
    {
        var log = new CountingLogger();
        var now = TimeProvider.System.GetUtcNow();
        await using (var store = _ledgers.Open(change: options => options.MaxWrittenBehind = 100, logger: log))
        {
            await store.Store.OpenAsync(Token);
            using var gate = new ManualResetEventSlim();
            var held = store.Store.WriteAsync(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(10)), Token);
            for (var i = 0; i < 100; i++)
            {
                store.Ports.Ledger.Record(Recorded());
            }

            store.Ports.Ledger.RecordRefusal("lead", "paused", now);
            gate.Set();
            await held;
            await store.Store.SettleAsync(Token);

            store.Ports.Ledger.RecordRefusal("lead", "paused", now);
            store.Ports.Ledger.RecordRefusal("lead", "paused", now);
        }

        log.Dropped.Should().Be(1);
        _ledgers.Count("select sum(total) from bot_refusal").Should().Be(2);
    }

    [Fact]
    public async Task Dropped_ALogOfManyLines_CountsAsManyRows()
    {
        var log = new CountingLogger();
        await using (var store = _ledgers.Open(change: options => options.MaxWrittenBehind = 100, logger: log))
        {
            await store.Store.OpenAsync(Token);
            using var gate = new ManualResetEventSlim();
            var held = store.Store.WriteAsync(gate, static (_, gate) => gate.Wait(TimeSpan.FromSeconds(10)), Token);
            foreach (var lines in (int[])[60, 60, 40, 1])
            {
                store.Ports.Logs.Append(new RunLogPart(Given.NewId(), "lead", 1, [.. Enumerable.Range(1, lines).Select(Line)], 0));
            }

            gate.Set();
            await held;
        }

        log.Dropped.Should().Be(61);
        _ledgers.Count("select count(*) from bot_log").Should().Be(100);
    }

    private static RunLogRow Line(int sequence)
        => new() { Sequence = sequence, At = TimeProvider.System.GetUtcNow(), Level = LogLevel.Information, EventId = 1, Category = "bot", Message = "line" };

    private static RunRecord Recorded() => new()
    {
        Result = BotResult<int>.Succeeded(Given.NewId(), "lead", TimeSpan.FromMilliseconds(3), 1, 5),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Trigger = BotTrigger.Code,
    };
}
