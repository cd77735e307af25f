using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What a delegate is told about a schedule: its open runs, what waits, the latest occurrence, the room in the queue.</summary>
internal static class FireViewCases
{
    public static CaseList All { get; } = new()
    {
        View_NewSchedule_HasNothing,
        View_RunThroughItsLife_IsOpenUntilItEnds,
        View_RunThatIsPutOff_IsOpen,
        View_CanceledRun_IsNotOpen,
        { View_LostRun_IsOpenUntilItIsDead, StoreAbilities.Clock | StoreAbilities.Leases },
        View_RunsStartedByHand_Count,
        View_DirectRunOfASchedule_Counts,
        View_RunsOfOthers_DoNotCount,
        View_Waiting_IsCountedAndTheEarliestShown,
        View_Latest_IsOfTheLatestInstant,
        View_QueueRoom_IsWhatTheLimitLeaves,
        View_QueueRoom_CountsWhatTheSameFireQueues,
        View_WithoutLimit_HasRoom,
    };

    private static async Task ExpectOpenAsync(Bench bench, int expected, string when)
        => Expect.Equal((await bench.ViewAsync("a")).OpenRuns, expected, $"the number of open runs {when}");

    private static async Task<ClaimedRun> StartedAsync(Bench bench, Guid node)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        await bench.FireAsync();
        return await bench.ClaimOneAsync(node);
    }

    private static async Task View_NewSchedule_HasNothing(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        var view = await bench.ViewAsync("a");

        Expect.Equal((view.OpenRuns, view.WaitingCount, view.NextWaiting, view.Latest, view.Occurrences.Count), (0, 0, null, null, 0), "what there is of a new schedule");
        Expect.Equal(view.Schedule.Definition.Id, "a", "the schedule");
    }

    private static async Task View_RunThroughItsLife_IsOpenUntilItEnds(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a"));
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            await bench.MakeAsync(await bench.ScheduleAsync("a") with { WakeAt = bench.Now(), NextDue = bench.Now() - TimeSpan.FromMinutes(10 - (int)status) });
            await bench.FireAsync();
            await ExpectOpenAsync(bench, 1, "while it is queued");
            var run = await bench.ClaimOneAsync(node);
            await ExpectOpenAsync(bench, 1, "while it runs");
            await bench.EndAsync(bench.Outcome(run, status));
            await ExpectOpenAsync(bench, 0, $"after it ended {status}");
        }
    }

    private static async Task View_RunThatIsPutOff_IsOpen(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await StartedAsync(bench, node);
        foreach (var reason in (HandOutEnd[])[HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded])
        {
            await bench.ReleaseAsync(run, reason);
            await ExpectOpenAsync(bench, 1, $"after it was given back as {reason}");
            run = await bench.ClaimOneAsync(node);
        }

        await bench.ReleaseAsync(run, HandOutEnd.RetryLater, TimeSpan.FromHours(1));
        await ExpectOpenAsync(bench, 1, "while it waits for its next try");
    }

    private static async Task View_CanceledRun_IsNotOpen(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a"));
        await bench.FireAsync();
        await bench.Queue.CancelAsync((await bench.ScheduleAsync("a")).LastRun!.Value, bench.Token);
        await ExpectOpenAsync(bench, 0, "after it was canceled while it waited");

        await bench.MakeAsync(await bench.ScheduleAsync("a") with { WakeAt = bench.Now(), NextDue = bench.Now() });
        await bench.FireAsync();
        var run = await bench.ClaimOneAsync(node);
        await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);
        await ExpectOpenAsync(bench, 1, "while its end is asked for");
        await bench.EndAsync(bench.Outcome(run, BotStatus.Canceled));
        await ExpectOpenAsync(bench, 0, "after it was canceled");
    }

    private static async Task View_LostRun_IsOpenUntilItIsDead(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        await bench.FireAsync(view =>
        {
            var step = bench.Start(view);
            return step with { Runs = [step.Runs[0] with { MaxLost = 2 }] };
        });
        foreach (var expected in (int[])[1, 0])
        {
            var node = await bench.JoinAsync();
            await bench.ClaimOneAsync(node);
            await bench.LoseAsync(node);
            await ExpectOpenAsync(bench, expected, expected == 1 ? "after it was lost" : "after it was lost too often");
            bench.Store.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task View_RunsStartedByHand_Count(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)));
        await bench.AcceptAsync(bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } });
        await bench.AcceptAsync(bench.Submission(key: "k") with { Origin = new RunOrigin { Schedule = "a", IdempotencyKey = "k" } });
        await ExpectOpenAsync(bench, 2, "with two that were started by hand");

        var run = await bench.ClaimOneAsync(node);
        Expect.Equal((run.Origin?.Schedule, run.Origin?.ScheduledFor), ("a", null), "schedule and instant of a run that was started by hand");
        await bench.EndAsync(bench.Outcome(run));
        await ExpectOpenAsync(bench, 1, "after one of them ended");
    }

    private static async Task View_DirectRunOfASchedule_Counts(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)));
        var run = bench.Submission() with { Origin = new RunOrigin { Schedule = "a" } };
        var begin = await bench.Ledger.BeginAsync(run, node, bench.Token);
        await ExpectOpenAsync(bench, 1, "while a direct one runs");
        await bench.EndAsync(bench.Outcome(run.ExecutionId, begin.Fence));
        await ExpectOpenAsync(bench, 0, "after it ended");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Origin?.Schedule, "a", "the schedule of a direct run");
    }

    private static async Task View_RunsOfOthers_DoNotCount(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)), bench.Schedule("b"));
        await bench.FireAsync();
        await bench.AcceptAsync();
        await ExpectOpenAsync(bench, 0, "of a schedule while another's run waits");
    }

    private static async Task View_Waiting_IsCountedAndTheEarliestShown(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromMinutes(-10)));
        var first = (await bench.ScheduleAsync("a")).NextDue!.Value;
        await bench.FireAsync(static view => Timetable.Skip(view));
        await bench.FireAsync(Timetable.Wait);
        await bench.FireAsync(Timetable.Wait);
        var view = await bench.ViewAsync("a");
        Expect.Equal((view.WaitingCount, view.NextWaiting?.Due), (2, first + Timetable.Period), "how many instants wait, and the earliest");

        await bench.FireAsync(it =>
        {
            var run = bench.Run(it, it.NextWaiting!.Due);
            return new ScheduleStep(it.Schedule)
            {
                Occurrences = [it.NextWaiting with { State = BotOccurrenceState.Ran, ExecutionId = run.ExecutionId }],
                Runs = [run],
            };
        });
        var after = await bench.ViewAsync("a");
        Expect.Equal((after.WaitingCount, after.NextWaiting?.Due, after.OpenRuns), (1, first + (2 * Timetable.Period), 1), "how many instants wait, the earliest, and open runs");
        Expect.Sequence(
            (await bench.OccurrencesAsync("a")).Select(static it => it.State),
            [BotOccurrenceState.Waiting, BotOccurrenceState.Ran, BotOccurrenceState.Skipped],
            "what became of the instants, the latest first");
    }

    private static async Task View_Latest_IsOfTheLatestInstant(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromMinutes(-10)));
        var first = (await bench.ScheduleAsync("a")).NextDue!.Value;
        await bench.FireAsync(view =>
        {
            var folded = Timetable.Occurrence(view, first, BotOccurrenceState.Skipped, reason: BotSkipReason.Missed) with { Until = first + Timetable.Period, Count = 2 };
            return Timetable.Skip(view) with { Occurrences = [folded] };
        });
        var latest = (await bench.ViewAsync("a")).Latest;
        Expect.Equal((latest?.Due, latest?.Until, latest?.Count, latest?.Reason), (first, first + Timetable.Period, 2, BotSkipReason.Missed), "the latest occurrence");

        await bench.FireAsync(view => new ScheduleStep(view.Schedule)
        {
            Occurrences = [view.Latest! with { Until = first + (2 * Timetable.Period), Count = 3 }, Timetable.Occurrence(view, first - Timetable.Period, BotOccurrenceState.Skipped, reason: BotSkipReason.Paused)],
        });
        var extended = (await bench.ViewAsync("a")).Latest;
        Expect.Equal((extended?.Due, extended?.Count), (first, 3), "the latest occurrence after it was extended and an earlier one was added");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 2, "the number of occurrences");
    }

    private static async Task View_QueueRoom_IsWhatTheLimitLeaves(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)));
        Expect.Equal((await bench.ViewAsync("a", 3)).QueueRoom, 3, "the room in an empty queue");
        await bench.AcceptAsync();
        await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)));
        await bench.AcceptAsync(bench.Submission("other"));
        Expect.Equal((await bench.ViewAsync("a", 3)).QueueRoom, 1, "the room that two waiting runs leave");
        await bench.AcceptAsync();
        await bench.AcceptAsync();
        Expect.Equal((await bench.ViewAsync("a", 3)).QueueRoom, 0, "the room in a queue that is more than full");
        await bench.ClaimAsync(node, 2);
        Expect.Equal((await bench.ViewAsync("a", 3)).QueueRoom, 1, "the room after two runs have started");
    }

    private static async Task View_QueueRoom_CountsWhatTheSameFireQueues(Bench bench)
    {
        await bench.MakeAsync([.. Enumerable.Range(0, 5).Select(i => bench.Schedule($"s-{i}", TimeSpan.FromSeconds(i - 60)))]);
        var rooms = new List<int>();
        await bench.FireAsync(
            view =>
            {
                rooms.Add(view.QueueRoom);
                return view.QueueRoom > 0 ? bench.Start(view) : Timetable.Skip(view, BotSkipReason.Limit);
            },
            request: new ScheduleFireRequest([Bench.Bot], 10) { MaxQueued = new Dictionary<string, int> { [Bench.Bot] = 3 } });

        Expect.Sequence(rooms, [3, 2, 1, 0, 0], "the room, schedule by schedule");
        Expect.Equal((await bench.DepthAsync()).Queued, 3, "the number of runs that wait");
    }

    private static async Task View_WithoutLimit_HasRoom(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        Expect.That((await bench.ViewAsync("a")).QueueRoom >= 1_000, "room where there is no limit");
    }
}
