using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What runs carry of their schedule, and what can be asked about them.</summary>
internal static class ScheduleRunCases
{
    public static CaseList All { get; } = new()
    {
        ScheduleRun_Stored_KnowsItsScheduleAndInstant,
        ScheduleRun_Replayed_KeepsItsScheduleAndInstant,
        ScheduleRun_OfOtherSchedules_IsNotListed,
        ScheduleRun_AmongOthersInABatch_KeepsWhatItHas,
        ScheduleRun_Jittered_StartsNotBefore,
        { ScheduleRun_Succeeded_IsTheSchedulesSuccess, StoreAbilities.Clock },
        { ScheduleRun_Success_OfRunsSinceOnly, StoreAbilities.Clock },
        { ScheduleRun_InATransactionOfTheCaller_Counts, StoreAbilities.Transactions },
    };

    private static async Task<(Guid Run, DateTimeOffset Due)> FiredAsync(Bench bench, string id = "a")
    {
        await bench.MakeAsync(bench.Schedule(id));
        await bench.FireAsync();
        var schedule = await bench.ScheduleAsync(id);
        return (schedule.LastRun!.Value, schedule.LastRunDue!.Value);
    }

    private static async Task ExpectOriginAsync(Bench bench, Guid id, string? schedule, DateTimeOffset? at, string when)
    {
        var origin = (await bench.FindAsync(id)).Origin;
        Expect.Equal((origin?.Schedule, origin?.ScheduledFor), (schedule, at), $"schedule and instant of a run {when}");
    }

    private static async Task ScheduleRun_Stored_KnowsItsScheduleAndInstant(Bench bench)
    {
        var node = await bench.JoinAsync();
        var (run, due) = await FiredAsync(bench);
        await ExpectOriginAsync(bench, run, "a", due, "that waits");
        var claimed = await bench.ClaimOneAsync(node);
        await ExpectOriginAsync(bench, run, "a", due, "that runs");
        await bench.ReleaseAsync(claimed, HandOutEnd.RetryLater);
        claimed = await bench.ClaimOneAsync(node);
        Expect.Equal((claimed.Origin?.Schedule, claimed.Origin?.ScheduledFor), ("a", due), "schedule and instant of the second hand-out");
        await bench.EndAsync(bench.Outcome(claimed));
        await ExpectOriginAsync(bench, run, "a", due, "that has ended");
    }

    private static async Task ScheduleRun_Replayed_KeepsItsScheduleAndInstant(Bench bench)
    {
        var node = await bench.JoinAsync();
        var (run, due) = await FiredAsync(bench);
        await bench.EndAsync(bench.Outcome(await bench.ClaimOneAsync(node)));
        var again = bench.Submission(input: "") with { Trigger = BotTrigger.Replay, ReplayOf = run, Origin = new RunOrigin { Caller = "ann" } };
        await bench.Queue.ReplayAsync(run, again, bench.Token);

        await ExpectOriginAsync(bench, again.ExecutionId, "a", due, "that repeats another");
        Expect.Equal((await bench.FindAsync(again.ExecutionId)).Origin?.Caller, "ann", "who asked for the replay");
        Expect.Equal((await bench.ViewAsync("a")).OpenRuns, 1, "the number of open runs with a replay");
    }

    private static async Task ScheduleRun_OfOtherSchedules_IsNotListed(Bench bench)
    {
        var node = await bench.JoinAsync();
        var (ended, _) = await FiredAsync(bench);
        await bench.EndAsync(bench.Outcome(await bench.ClaimOneAsync(node)));
        await FiredAsync(bench, "b");
        await bench.AcceptAsync();
        var byHand = await bench.AcceptAsync(bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } });

        Expect.Sequence(
            (await bench.Ledger.ListAsync(new RunQuery { Schedule = "a" }, bench.Token)).Select(static it => it.ExecutionId).Order(),
            new[] { ended, byHand }.Order(),
            "the runs of a schedule");
        Expect.Sequence(
            (await bench.Ledger.ListAsync(new RunQuery { Schedule = "a", Trigger = BotTrigger.Schedule, State = RunState.Ended }, bench.Token)).Select(static it => it.ExecutionId),
            [ended],
            "the ended runs of a schedule that it started itself");
    }

    private static async Task ScheduleRun_AmongOthersInABatch_KeepsWhatItHas(Bench bench)
    {
        var due = bench.Now().AddMinutes(-1);
        var plain = bench.Submission();
        var ofSchedule = bench.Submission() with { Origin = new RunOrigin { Schedule = "a", ScheduledFor = due } };
        await bench.Queue.EnqueueAsync([plain, ofSchedule], bench.Token);
        var keyed = bench.Submission(key: "k");
        var keyedOfSchedule = bench.Submission(key: "l") with { Origin = new RunOrigin { IdempotencyKey = "l", Schedule = "a", ScheduledFor = due } };
        await bench.Queue.EnqueueAsync([keyed, keyedOfSchedule], bench.Token);

        await ExpectOriginAsync(bench, plain.ExecutionId, null, null, "that is of no schedule");
        await ExpectOriginAsync(bench, ofSchedule.ExecutionId, "a", due, "of a schedule");
        await ExpectOriginAsync(bench, keyed.ExecutionId, null, null, "with a key that is of no schedule");
        await ExpectOriginAsync(bench, keyedOfSchedule.ExecutionId, "a", due, "of a schedule with a key");
    }

    private static async Task ScheduleRun_Jittered_StartsNotBefore(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        await bench.FireAsync(view =>
        {
            var step = bench.Start(view);
            return step with { Runs = [step.Runs[0] with { DueAt = view.Now.AddHours(1) }] };
        });

        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync())).Count, 0, "the number of runs before they are due");
        Expect.Equal((await bench.DepthAsync()).Scheduled, 1, "the number of runs that are not due yet");
        Expect.Equal((await bench.ViewAsync("a")).OpenRuns, 1, "the number of open runs");
    }

    private static async Task ScheduleRun_Succeeded_IsTheSchedulesSuccess(Bench bench)
    {
        var node = await bench.JoinAsync();
        var since = bench.Now();
        await FiredAsync(bench);
        await FiredAsync(bench, "b");
        Expect.Equal((await SuccessesAsync()).Count, 0, "the number of schedules with a success before any run has ended");
        foreach (var run in await bench.ClaimAsync(node))
        {
            bench.Store.Advance(TimeSpan.FromSeconds(1));
            await bench.EndAsync(bench.Outcome(run, run.Origin?.Schedule == "a" ? BotStatus.Succeeded : BotStatus.Failed));
        }

        var first = await SuccessesAsync();
        Expect.Sequence(first.Keys, ["a"], "the schedules with a success");
        bench.Store.Advance(TimeSpan.FromSeconds(5));
        await bench.EndedAsync(node, bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } }, BotStatus.Failed);
        Expect.Equal((await SuccessesAsync())["a"], first["a"], "the last success after a failure");
        bench.Store.Advance(TimeSpan.FromSeconds(5));
        await bench.EndedAsync(node, bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } });
        Expect.Equal((await SuccessesAsync())["a"], bench.Now(), "the last success after a run that was started by hand");

        async Task<IReadOnlyDictionary<string, DateTimeOffset>> SuccessesAsync()
            => await bench.Schedules().ReadSuccessesAsync(["a", "b", "none"], since, bench.Token);
    }

    private static async Task ScheduleRun_Success_OfRunsSinceOnly(Bench bench)
    {
        await bench.EndedAsync(await bench.JoinAsync(), bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } });
        var at = bench.Now();

        Expect.Equal((await bench.Schedules().ReadSuccessesAsync(["a"], at, bench.Token)).Count, 1, "the number of successes of runs that were accepted then or later");
        Expect.Equal((await bench.Schedules().ReadSuccessesAsync(["a"], at.AddMilliseconds(1), bench.Token)).Count, 0, "the number of successes of runs that were accepted later");
        Expect.Equal((await bench.Schedules().ReadSuccessesAsync([], at, bench.Token)).Count, 0, "the number of successes of no schedules");
    }

    private static async Task ScheduleRun_InATransactionOfTheCaller_Counts(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)));
        var run = bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } };
        await using (var transaction = await bench.Store.BeginTransactionAsync(bench.Token))
        {
            Expect.Equal((await bench.Queue.EnqueueAsync(run, transaction, bench.Token)).Outcome, EnqueueOutcome.Accepted, "the answer to a run in a transaction");
            await transaction.CommitAsync(bench.Token);
        }

        await ExpectOriginAsync(bench, run.ExecutionId, "a", null, "that was submitted in a transaction");
        Expect.Equal((await bench.ViewAsync("a")).OpenRuns, 1, "the number of open runs");
    }
}
