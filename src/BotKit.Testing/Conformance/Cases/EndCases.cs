using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

internal static class EndCases
{
    public static CaseList All { get; } = new()
    {
        End_OfEachStatus_IsStored,
        End_WithRemainingInput_ReplacesTheInput,
        End_WithLogs_StoresThemToo,
        End_AfterSeveralHandOuts_ListsEachOfThem,
        End_UnderAKey_AnswersWhoeverWaits,
        End_ThatFreesTheKey_AnswersNothing,
        End_UnderAKey_CarriesErrorAndData,
        { End_OnAnotherNode_AnswersWhoeverWaits, StoreAbilities.SecondNode },
    };

    private static async Task End_OfEachStatus_IsStored(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            var run = await bench.RunningAsync(node);
            var outcome = bench.Outcome(run, status);
            await bench.EndAsync(outcome);

            var found = await bench.FindAsync(run.ExecutionId);
            Expect.Equal((found.State, found.Status), (RunState.Ended, status), "state and status of a run that ended");
            Expect.Equal((found.Attempts, found.Duration, found.Deliveries, found.Fence), (outcome.Attempts, outcome.Duration, 1, run.Fence), "attempts, duration, deliveries and fence");
            Expect.That(found.EndedAt is not null, "an ended run to have an end");
            Expect.Json(found.Output, status == BotStatus.Succeeded ? """{"ok":true}""" : "", "the output");
            Expect.Equal((found.Error?.Code, found.Error?.Message, found.Error?.Severity), (outcome.Error?.Code, outcome.Error?.Message, outcome.Error?.Severity), "the error");
            Expect.Equal(found.IsCancelRequested, false, "whether the end of an ended run is still asked for");
        }

        var depth = await bench.DepthAsync();
        Expect.Equal((depth.Scheduled, depth.Queued, depth.Running), (0, 0, 0), "the queue's depth after all runs have ended");
    }

    private static async Task End_WithRemainingInput_ReplacesTheInput(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.EndAsync(bench.Outcome(run) with { RemainingInput = """{"masked":1}"""u8.ToArray() });

        Expect.Json((await bench.FindAsync(run.ExecutionId)).Input, """{"masked":1}""", "the input without its sensitive members");
    }

    private static async Task End_WithLogs_StoresThemToo(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.EndAsync(bench.Outcome(run) with { Logs = bench.LogPart(run, 1, "one", "two") });

        var parts = await bench.Store.Ports.Logs.ReadAsync(run.ExecutionId, bench.Token);
        Expect.Sequence(parts.SelectMany(part => part.Rows).Select(row => row.Message), ["one", "two"], "the lines that came with the outcome");
    }

    private static async Task End_AfterSeveralHandOuts_ListsEachOfThem(Bench bench)
    {
        var node = await bench.JoinAsync("node-7");
        var first = await bench.RunningAsync(node);
        Expect.That(await bench.Queue.ReleaseAsync(bench.Release(first, HandOutEnd.RetryLater) with { Error = bench.Error("crm_down") }, bench.Token), "the holder's release to be accepted");
        var second = await bench.ClaimOneAsync(node);
        await bench.EndAsync(bench.Outcome(second));

        var handOuts = await bench.Ledger.ListHandOutsAsync(first.ExecutionId, bench.Token);
        Expect.Sequence(handOuts.Select(each => (each.Delivery, each.Fence, each.End)), [(1, first.Fence, HandOutEnd.RetryLater), (2, second.Fence, HandOutEnd.Completed)], "the hand-outs");
        Expect.Equal((handOuts[0].Node, handOuts[0].Code, handOuts[0].Attempts), ("node-7", "crm_down", 1), "node, code and attempts of the first hand-out");
    }

    private static async Task<StoredEnvelope?> WaitWhileAsync(Bench bench, IBotLedger ledger, BotStatus status)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node, bench.Submission(key: "k"));
        var waiting = ledger.WaitForKeyAsync(Bench.Bot, "k", run.ExecutionId, bench.Token).AsTask();
        Expect.That(!waiting.IsCompleted, "whoever waits for a key to wait while its run is running");
        await bench.EndAsync(bench.Outcome(run, status));

        await Expect.SoonAsync(
            () =>
            {
                if (!waiting.IsCompleted && bench.Can(StoreAbilities.Clock))
                {
                    bench.Store.Advance(TimeSpan.FromMilliseconds(50));
                }

                return Task.FromResult(waiting.IsCompleted);
            },
            "whoever waits for a key to be answered after its run has ended",
            bench.Token);
        return await waiting;
    }

    private static async Task End_UnderAKey_AnswersWhoeverWaits(Bench bench)
    {
        var envelope = Expect.NotNull(await WaitWhileAsync(bench, bench.Ledger, BotStatus.Succeeded), "the envelope");
        Expect.Equal((envelope.Status, envelope.Attempts, envelope.Duration), (BotStatus.Succeeded, 2, TimeSpan.FromMilliseconds(12)), "status, attempts and duration");
        Expect.Json(envelope.Data, """{"ok":true}""", "the data");
    }

    private static async Task End_OnAnotherNode_AnswersWhoeverWaits(Bench bench)
    {
        var second = await bench.Store.OpenSecondAsync(bench.Token);
        Expect.NotNull(await WaitWhileAsync(bench, second.Ledger, BotStatus.Succeeded), "the envelope of a run that ended on another node");
    }

    private static async Task End_ThatFreesTheKey_AnswersNothing(Bench bench)
        => Expect.That(await WaitWhileAsync(bench, bench.Ledger, BotStatus.Canceled) is null, "no envelope when the key was freed");

    private static async Task End_UnderAKey_CarriesErrorAndData(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in (BotStatus[])[BotStatus.Failed, BotStatus.TimedOut, BotStatus.Dead])
        {
            var id = await bench.EndedAsync(node, bench.Submission(key: $"k-{status}"), status);

            var envelope = Expect.NotNull(await bench.Ledger.WaitForKeyAsync(Bench.Bot, $"k-{status}", id, bench.Token), $"the envelope of a run that ended {status}");
            Expect.Equal((envelope.Status, envelope.ExecutionId, envelope.Error?.Code), (status, id, "crm_down"), "status, id and code");
            Expect.That(envelope.Data.IsEmpty, "no data of a run that did not succeed");
        }
    }
}
