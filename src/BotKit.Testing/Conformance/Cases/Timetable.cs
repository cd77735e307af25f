using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Schedules for the cases about them, and a delegate that gives each due instant its run.</summary>
internal static class Timetable
{
    public const string Timing = "* * * * *|UTC|0";

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public static IBotScheduleStore Schedules(this Bench bench) => bench.Store.Ports.Schedules;

    /// <summary>The store's time in whole milliseconds.</summary>
    public static DateTimeOffset Now(this Bench bench) => DateTimeOffset.FromUnixTimeMilliseconds(bench.Store.Now.ToUnixTimeMilliseconds());

    public static BotScheduleDefinition Definition(string id, string bot = Bench.Bot) => new()
    {
        Id = id,
        Bot = bot,
        Cron = "* * * * *",
        Input = """{"n":1}"""u8.ToArray(),
    };

    /// <summary>A schedule that is due so long after now, or before it.</summary>
    public static BotSchedule Schedule(this Bench bench, string id, TimeSpan due = default, string bot = Bench.Bot)
    {
        var now = bench.Now();
        return new BotSchedule
        {
            Definition = Definition(id, bot),
            Source = BotScheduleSource.Code,
            NextDue = now + due,
            WakeAt = now + due,
            Anchor = now,
            CreatedAt = now,
            ChangedAt = now,
            Revision = 1,
        };
    }

    public static async Task MakeAsync(this Bench bench, params BotSchedule[] schedules)
    {
        var byId = schedules.ToDictionary(it => it.Definition.Id, StringComparer.Ordinal);
        await bench.Schedules().ChangeAsync([.. byId.Keys], (id, _, _) => byId[id], bench.Token).ConfigureAwait(false);
    }

    public static async Task<BotSchedule> ScheduleAsync(this Bench bench, string id)
        => Expect.NotNull(await bench.Schedules().FindAsync(id, bench.Token).ConfigureAwait(false), $"the store to hold schedule '{id}'");

    public static async Task<IReadOnlyList<BotOccurrence>> OccurrencesAsync(this Bench bench, string id)
        => await bench.Schedules().ListOccurrencesAsync(new BotOccurrenceQuery(id) { Count = 1_000 }, bench.Token).ConfigureAwait(false);

    /// <summary>The one occurrence of a schedule.</summary>
    public static async Task<BotOccurrence> OccurrenceAsync(this Bench bench, string id)
    {
        var all = await bench.OccurrencesAsync(id).ConfigureAwait(false);
        Expect.Equal(all.Count, 1, $"the number of occurrences of '{id}'");
        return all[0];
    }

    public static RunSubmission Run(this Bench bench, ScheduleView view, DateTimeOffset? at)
        => bench.Submission(view.Schedule.Definition.Bot) with
        {
            Trigger = BotTrigger.Schedule,
            Input = view.Schedule.Definition.Input,
            DueAt = at ?? view.Now,
            Origin = new RunOrigin { Schedule = view.Schedule.Definition.Id, ScheduledFor = at },
        };

    public static BotOccurrence Occurrence(
        ScheduleView view, DateTimeOffset due, BotOccurrenceState state, Guid? run = null, BotSkipReason? reason = null) => new()
        {
            Schedule = view.Schedule.Definition.Id,
            Due = due,
            Until = due,
            State = state,
            ExecutionId = run,
            Reason = reason,
            RecordedAt = view.Now,
            Timing = Timing,
        };

    /// <summary>Gives the due instant a run, and goes on to the next.</summary>
    public static ScheduleStep Start(this Bench bench, ScheduleView view)
    {
        var due = view.Schedule.NextDue ?? view.Now;
        var run = bench.Run(view, due);
        return new ScheduleStep(Passed(view, due) with { LastRun = run.ExecutionId, LastRunDue = due })
        {
            Occurrences = [Occurrence(view, due, BotOccurrenceState.Ran, run.ExecutionId)],
            Runs = [run],
        };
    }

    /// <summary>Gives the due instant no run.</summary>
    public static ScheduleStep Skip(ScheduleView view, BotSkipReason reason = BotSkipReason.Overlap)
    {
        var due = view.Schedule.NextDue ?? view.Now;
        return new ScheduleStep(Passed(view, due)) { Occurrences = [Occurrence(view, due, BotOccurrenceState.Skipped, reason: reason)] };
    }

    /// <summary>Lets the due instant wait.</summary>
    public static ScheduleStep Wait(ScheduleView view)
    {
        var due = view.Schedule.NextDue ?? view.Now;
        return new ScheduleStep(Passed(view, due)) { Occurrences = [Occurrence(view, due, BotOccurrenceState.Waiting)] };
    }

    public static async Task<ScheduleFireBatch> FireAsync(
        this Bench bench, Func<ScheduleView, ScheduleStep>? decide = null, int max = 100, StorePorts? ports = null, ScheduleFireRequest? request = null)
        => await (ports ?? bench.Store.Ports).Schedules
            .FireAsync(request ?? new ScheduleFireRequest([Bench.Bot], max), decide ?? bench.Start, bench.Token).ConfigureAwait(false);

    /// <summary>What the store knows of a schedule that is due.</summary>
    public static async Task<ScheduleView> ViewAsync(this Bench bench, string id, int? maxQueued = null)
    {
        ScheduleView? seen = null;
        var request = new ScheduleFireRequest([Bench.Bot], 1)
        {
            Ended = [id],
            MaxQueued = maxQueued is { } max ? new Dictionary<string, int> { [Bench.Bot] = max } : new Dictionary<string, int>(),
        };
        await bench.FireAsync(
            view =>
            {
                seen = view;
                return new ScheduleStep(view.Schedule);
            },
            request: request).ConfigureAwait(false);
        return Expect.NotNull(seen, $"a look at schedule '{id}'");
    }

    private static BotSchedule Passed(ScheduleView view, DateTimeOffset due)
        => view.Schedule with { NextDue = due + Period, WakeAt = due + Period, Watermark = due };
}
