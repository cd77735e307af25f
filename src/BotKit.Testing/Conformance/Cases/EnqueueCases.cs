using System.Text;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class EnqueueCases
{
    public static CaseList All { get; } = new()
    {
        Enqueue_NewRun_IsQueued,
        Enqueue_NewRun_KeepsEverythingThatWasSubmitted,
        Enqueue_SameIdAgain_FindsItsOwnRow,
        Enqueue_SameIdAgainAfterItEnded_ChangesNothing,
        Enqueue_WithDelay_IsScheduled,
        Enqueue_WithDueAt_IsDueThen,
        Enqueue_AboveMaxQueued_IsRefused,
        Enqueue_BatchWithOneRefused_AcceptsNone,
        Enqueue_LargeBatch_AnswersInItsOrder,
        Enqueue_CanceledBeforehand_AcceptsNothing,
        Enqueue_AnyText_ComesBackUnchanged,
    };

    private static async Task Enqueue_NewRun_IsQueued(Bench bench)
    {
        var id = await bench.AcceptAsync();

        var run = await bench.FindAsync(id);
        Expect.Equal(run.State, RunState.Queued, "the state of an accepted run that is due");
        Expect.Equal(run.Status, null, "the status of a run that has not ended");
        Expect.Equal((run.Deliveries, run.Lost, run.Redeliveries, run.Fence), (0, 0, 0, 0L), "deliveries, lost, redeliveries and fence of a run that was never handed out");
        Expect.Equal(run.StartedAt, null, "the start of a run that was never handed out");
        Expect.Equal(run.EndedAt, null, "the end of a run that has not ended");
        Expect.Equal(await bench.DepthAsync(), (await bench.DepthAsync()) with { Scheduled = 0, Queued = 1, Running = 0 }, "the queue's depth");
    }

    private static async Task Enqueue_NewRun_KeepsEverythingThatWasSubmitted(Bench bench)
    {
        var (parent, root) = (bench.NewId(), bench.NewId());
        var submitted = bench.Submission(key: "k-1", priority: 7) with
        {
            PayloadVersion = 3,
            IsDryRun = true,
            Trigger = BotTrigger.Http,
            Origin = new RunOrigin
            {
                IdempotencyKey = "k-1",
                Caller = "ada",
                ParentId = parent,
                RootId = root,
                TraceParent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
            },
        };
        await bench.AcceptAsync(submitted);

        var run = await bench.FindAsync(submitted.ExecutionId);
        Expect.Equal(run.Bot, Bench.Bot, "the bot");
        Expect.Equal(run.Trigger, BotTrigger.Http, "the trigger");
        Expect.Equal(run.Priority, 7, "the priority");
        Expect.Equal(run.PayloadVersion, 3, "the payload version");
        Expect.That(run.IsDryRun, "a dry run to stay one");
        Expect.Equal(run.Origin, submitted.Origin, "lineage, key, caller and trace");
        Expect.Json(run.Input, """{"n":1}""", "the input");
    }

    private static async Task Enqueue_SameIdAgain_FindsItsOwnRow(Bench bench)
    {
        var submitted = bench.Submission(key: "k-1");
        await bench.AcceptAsync(submitted);
        await bench.AcceptAsync(submitted);

        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of queued runs after one id was submitted twice");
    }

    private static async Task Enqueue_SameIdAgainAfterItEnded_ChangesNothing(Bench bench)
    {
        var submitted = bench.Submission();
        var id = await bench.EndedAsync(await bench.JoinAsync(), submitted);

        await bench.AcceptAsync(submitted);

        Expect.Equal((await bench.FindAsync(id)).State, RunState.Ended, "the state of an ended run whose id was submitted again");
        Expect.Equal((await bench.DepthAsync()).Queued, 0, "the number of queued runs");
    }

    private static async Task Enqueue_WithDelay_IsScheduled(Bench bench)
    {
        var id = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)));

        var run = await bench.FindAsync(id);
        Expect.Equal(run.State, RunState.Scheduled, "the state of a run that is not due yet");
        Expect.Equal(run.DueAt - run.CreatedAt, TimeSpan.FromHours(1), "the time between acceptance and due time");
        Expect.Equal((await bench.DepthAsync()).Scheduled, 1, "the number of scheduled runs");
    }

    private static async Task Enqueue_WithDueAt_IsDueThen(Bench bench)
    {
        var due = DateTimeOffset.FromUnixTimeMilliseconds((bench.Store.Now + TimeSpan.FromDays(2)).ToUnixTimeMilliseconds());
        var id = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)) with { DueAt = due });

        Expect.Equal((await bench.FindAsync(id)).DueAt, due, "the due time, which wins over a delay");
    }

    private static async Task Enqueue_AboveMaxQueued_IsRefused(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync(bench.Submission() with { MaxQueued = 2 });
        await bench.AcceptAsync(bench.Submission() with { MaxQueued = 2 });

        var third = bench.Submission() with { MaxQueued = 2 };
        Expect.Equal((await bench.EnqueueAsync(third)).Outcome, EnqueueOutcome.QueueFull, "the answer to a third run where two may wait");
        Expect.That(await bench.Ledger.FindAsync(third.ExecutionId, bench.Token) is null, "a refused run to leave no row");

        await bench.AcceptAsync(bench.Submission("other") with { MaxQueued = 2 });
        await bench.ClaimOneAsync(node);
        await bench.AcceptAsync(third);
    }

    private static async Task Enqueue_BatchWithOneRefused_AcceptsNone(Bench bench)
    {
        await bench.AcceptAsync(bench.Submission(key: "taken"));
        var good = bench.Submission();
        var keyed = bench.Submission(key: "free");
        var bad = bench.Submission(key: "taken", input: """{"n":2}""");

        var results = await bench.Queue.EnqueueAsync([good, keyed, bad], bench.Token);

        Expect.Equal(results.Count, 3, "the number of answers");
        Expect.Equal(results[2].Outcome, EnqueueOutcome.Conflict, "the answer to the run that was refused");
        Expect.That(await bench.Ledger.FindAsync(good.ExecutionId, bench.Token) is null, "a batch with a refused run to accept none");
        Expect.That(await bench.Ledger.FindAsync(keyed.ExecutionId, bench.Token) is null, "a batch with a refused run to accept none");
        await bench.AcceptAsync(keyed with { ExecutionId = bench.NewId() });
    }

    private static async Task Enqueue_LargeBatch_AnswersInItsOrder(Bench bench)
    {
        var batch = Enumerable.Range(0, 1_300).Select(n => bench.Submission(n % 3 == 0 ? "a" : "b", key: n % 2 == 0 ? $"k-{n}" : null)).ToList();

        var results = await bench.Queue.EnqueueAsync(batch, bench.Token);

        Expect.Sequence(results.Select(each => each.ExecutionId), batch.Select(each => each.ExecutionId), "the ids of the answers");
        Expect.That(results.All(each => each.Outcome == EnqueueOutcome.Accepted), "every run of the batch to be accepted");
        Expect.Equal((await bench.DepthAsync("a")).Queued + (await bench.DepthAsync("b")).Queued, 1_300, "the number of queued runs");
    }

    private static async Task Enqueue_CanceledBeforehand_AcceptsNothing(Bench bench)
    {
        var run = bench.Submission();
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => bench.Queue.EnqueueAsync([run], new CancellationToken(canceled: true)).AsTask(), "a canceled caller to be told so");
        Expect.That(await bench.Ledger.FindAsync(run.ExecutionId, bench.Token) is null, "a run whose caller gave up before the commit not to be accepted");
    }

    private static async Task Enqueue_AnyText_ComesBackUnchanged(Bench bench)
    {
        var input = "{\"z\":\"\\u0000\",\"a\":\"\U0001F600 é \\\" ' ; -- %\",\"long\":\"" + new string('x', 300_000) + "\",\"a\":1.10}";
        var run = bench.Submission(key: "k ' \" % \U0001F600", input: input);
        await bench.AcceptAsync(run);

        Expect.That((await bench.FindAsync(run.ExecutionId)).Input.Span.SequenceEqual(Encoding.UTF8.GetBytes(input)), "the input to come back byte by byte");
        var claimed = await bench.ClaimOneAsync(await bench.JoinAsync());
        Expect.That(claimed.Input.Span.SequenceEqual(Encoding.UTF8.GetBytes(input)), "a claim to bring the input byte by byte");
        Expect.Equal(claimed.Origin?.IdempotencyKey, run.Origin?.IdempotencyKey, "the key");
    }
}
