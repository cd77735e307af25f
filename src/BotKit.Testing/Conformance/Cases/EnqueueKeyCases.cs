using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class EnqueueKeyCases
{
    public static CaseList All { get; } = new()
    {
        Key_HeldBySameInput_Joins,
        Key_HeldByAnotherInput_Conflicts,
        Key_OfAnotherBot_IsAnotherKey,
        Key_TwiceInOneBatch_JoinsTheFirst,
        Key_OfRunWithStoredOutcome_Joins,
        Key_OfRunWithFreeingOutcome_IsFree,
        { Key_AfterItsLifetime_IsFree, StoreAbilities.Clock },
        { Key_OfRunThatStillWaits_OutlivesItsLifetime, StoreAbilities.Clock },
        Key_SubmittedInParallel_GivesOneRun,
        Key_SubmittedInParallelWithOtherInputs_ConflictsForAllButOne,
        { Key_SubmittedOnTwoNodes_GivesOneRun, StoreAbilities.SecondNode },
    };

    private static async Task Key_HeldBySameInput_Joins(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await bench.AcceptAsync(bench.Submission(key: "k"));
        var again = bench.Submission(key: "k");

        Expect.Equal(await bench.EnqueueAsync(again), new EnqueueResult(EnqueueOutcome.Joined, first), "the answer to the same key while it waits");
        await bench.ClaimOneAsync(node);
        Expect.Equal(await bench.EnqueueAsync(again), new EnqueueResult(EnqueueOutcome.Joined, first), "the answer to the same key while it runs");
        Expect.That(await bench.Ledger.FindAsync(again.ExecutionId, bench.Token) is null, "a run that joins another one to leave no row");
    }

    private static async Task Key_HeldByAnotherInput_Conflicts(Bench bench)
    {
        var first = await bench.AcceptAsync(bench.Submission(key: "k"));

        var answer = await bench.EnqueueAsync(bench.Submission(key: "k", input: """{"n":2}"""));
        Expect.Equal(answer, new EnqueueResult(EnqueueOutcome.Conflict, first), "the answer to the same key with another input");
    }

    private static async Task Key_OfAnotherBot_IsAnotherKey(Bench bench)
    {
        await bench.AcceptAsync(bench.Submission(key: "k"));
        await bench.AcceptAsync(bench.Submission("other", key: "k", input: """{"n":2}"""));
        await bench.AcceptAsync(bench.Submission(key: "K", input: """{"n":2}"""));
    }

    private static async Task Key_TwiceInOneBatch_JoinsTheFirst(Bench bench)
    {
        var (first, second) = (bench.Submission(key: "k"), bench.Submission(key: "k"));

        var results = await bench.Queue.EnqueueAsync([first, second], bench.Token);

        Expect.Equal(results[0], new EnqueueResult(EnqueueOutcome.Accepted, first.ExecutionId), "the answer to the first of two");
        Expect.Equal(results[1], new EnqueueResult(EnqueueOutcome.Joined, first.ExecutionId), "the answer to the second of two");
        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of queued runs");
    }

    private static async Task Key_OfRunWithStoredOutcome_Joins(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in (BotStatus[])[BotStatus.Succeeded, BotStatus.Failed, BotStatus.TimedOut, BotStatus.Dead])
        {
            var id = await bench.EndedAsync(node, bench.Submission(key: $"k-{status}"), status);

            var answer = await bench.EnqueueAsync(bench.Submission(key: $"k-{status}"));
            Expect.Equal(answer, new EnqueueResult(EnqueueOutcome.Joined, id), $"the answer to the key of a run that ended {status}");
        }
    }

    private static async Task Key_OfRunWithFreeingOutcome_IsFree(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in (BotStatus[])[BotStatus.Invalid, BotStatus.Rejected, BotStatus.Canceled])
        {
            await bench.EndedAsync(node, bench.Submission(key: $"k-{status}"), status);

            await bench.EndedAsync(node, bench.Submission(key: $"k-{status}", input: """{"n":2}"""));
        }
    }

    private static async Task Key_AfterItsLifetime_IsFree(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.EndedAsync(node, bench.Submission(key: "k") with { KeyLifetime = TimeSpan.FromHours(1) });
        bench.Store.Advance(TimeSpan.FromMinutes(59));
        Expect.Equal((await bench.EnqueueAsync(bench.Submission(key: "k"))).Outcome, EnqueueOutcome.Joined, "the answer a minute before the key expires");

        bench.Store.Advance(TimeSpan.FromMinutes(2));

        await bench.EndedAsync(node, bench.Submission(key: "k", input: """{"n":2}"""));
    }

    private static async Task Key_OfRunThatStillWaits_OutlivesItsLifetime(Bench bench)
    {
        var first = await bench.AcceptAsync(bench.Submission(key: "k", delay: TimeSpan.FromHours(3)) with { KeyLifetime = TimeSpan.FromHours(1) });

        bench.Store.Advance(TimeSpan.FromHours(2));

        var answer = await bench.EnqueueAsync(bench.Submission(key: "k"));
        Expect.Equal(answer, new EnqueueResult(EnqueueOutcome.Joined, first), "the answer to the key of a run that waits longer than its key's lifetime");
    }

    private static Task Key_SubmittedInParallel_GivesOneRun(Bench bench)
        => SubmitInParallelAsync(bench, bench.Queue, _ => """{"n":1}""", EnqueueOutcome.Joined);

    private static Task Key_SubmittedInParallelWithOtherInputs_ConflictsForAllButOne(Bench bench)
        => SubmitInParallelAsync(bench, bench.Queue, n => $$"""{"n":{{n}}}""", EnqueueOutcome.Conflict);

    private static async Task Key_SubmittedOnTwoNodes_GivesOneRun(Bench bench)
        => await SubmitInParallelAsync(bench, (await bench.Store.OpenSecondAsync(bench.Token)).Queue, _ => """{"n":1}""", EnqueueOutcome.Joined);

    private static async Task SubmitInParallelAsync(Bench bench, IBotQueueStore second, Func<int, string> input, EnqueueOutcome others)
    {
        var runs = Enumerable.Range(0, 32).Select(n => bench.Submission(key: "k", input: input(n))).ToList();

        var answers = await Task.WhenAll(runs.Select((run, n) => Task.Run(
            async () => (await (n % 2 == 0 ? bench.Queue : second).EnqueueAsync([run], bench.Token))[0], bench.Token)));

        var winners = answers.Where(each => each.Outcome == EnqueueOutcome.Accepted).ToList();
        Expect.Equal(winners.Count, 1, "the number of runs that one key gives, submitted 32 times in parallel");
        Expect.That(answers.All(each => each.ExecutionId == winners[0].ExecutionId), "everybody to be told the id of the one run");
        Expect.Equal(answers.Count(each => each.Outcome == others), 31, $"the number of answers '{others}'");
        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of queued runs");
    }
}
