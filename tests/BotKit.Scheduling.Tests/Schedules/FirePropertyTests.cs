using BotKit.Schedules;
using BotKit.Scheduling.Schedules;
using CsCheck;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>Random schedules through outages, pauses, bots that would not run and runs that take their time.</summary>
public sealed class FirePropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 5, 59, 30, TimeSpan.Zero);

    private static readonly Gen<BotScheduleDefinition> Definitions =
        from cron in Gen.OneOf("* * * * *", "*/7 * * * *", "*/20 * * * * *", "0 * * * *", "@every 45s", "@every 7m")
        from overlap in Gen.Enum<BotOverlapPolicy>()
        from missed in Gen.Enum<BotMissedRunPolicy>()
        from limit in Gen.Int[1, 5]
        from missedAfter in Gen.Int[1, 300]
        from end in Gen.Bool
        select new BotScheduleDefinition
        {
            Id = "work",
            Bot = "work",
            Cron = cron,
            Overlap = overlap,
            Missed = missed,
            CatchUpLimit = limit,
            MissedAfter = TimeSpan.FromSeconds(missedAfter),
            EndAt = end ? Start.AddHours(2) : null,
        };

    private static readonly Gen<Event> Events =
        from wait in Gen.Frequency((6, Gen.Int[0, 90]), (2, Gen.Int[90, 1_800]), (1, Gen.Int[1_800, 20_000]))
        from kind in Gen.Frequency((12, Gen.Const(What.Fire)), (2, Gen.Const(What.Pause)), (2, Gen.Const(What.PauseFor)), (3, Gen.Const(What.Resume)), (3, Gen.Const(What.Bot)))
        from unready in Gen.OneOf<BotSkipReason?>(null, null, BotSkipReason.Paused, BotSkipReason.Circuit, BotSkipReason.Disabled)
        select new Event(TimeSpan.FromSeconds(wait), kind, unready);

    private enum What
    {
        Fire,
        Pause,
        PauseFor,
        Resume,
        Bot,
    }

    [Fact]
    public void Fires_AnyHistory_EveryInstantIsInExactlyOneRowAndThePoliciesAreExact()
        => Gen.Select(Definitions, Events.Array[5, 60], Gen.Int[1, 400].Array[0, 60], Gen.Bool).Sample(
            (definition, events, seconds, hasBlackout) =>
            {
                var blackouts = hasBlackout ? new BlackoutDays([new(new(2026, 3, 3), new(2026, 3, 3))]) : null;
                var schedule = new SimulatedSchedule(definition, blackouts, Start, seconds);
                foreach (var it in events)
                {
                    schedule.Advance(it.After);
                    Do(schedule, it);
                }

                schedule.Advance(TimeSpan.FromMinutes(1));
                Fire(schedule);
                CheckWhole(schedule);
            },
            iter: 2_000);

    private static void Do(SimulatedSchedule schedule, Event it)
    {
        switch (it.Kind)
        {
            case What.Fire:
                Fire(schedule);
                break;
            case What.Pause:
                schedule.Pause(new BotPause("a", "b", schedule.Now, null));
                break;
            case What.PauseFor:
                schedule.Pause(new BotPause("a", "b", schedule.Now, schedule.Now.AddMinutes(5)));
                break;
            case What.Resume:
                schedule.Pause(schedule.Schedule.Pause is { } pause && schedule.Schedule.NextDue <= schedule.Now ? pause with { Until = schedule.Now } : null);
                break;
            case What.Bot:
                schedule.Unready = it.Unready;
                break;
        }
    }

    private static void Fire(SimulatedSchedule schedule)
    {
        var definition = schedule.Schedule.Definition;
        foreach (var (view, step) in schedule.Fire())
        {
            var due = InstantsOf(schedule.Timing, view.Schedule.NextDue, schedule.Now, definition.EndAt);
            if (due.Count > FireRules.MaxInstants)
            {
                continue;
            }

            var expected = PlainRules.Decide(definition, due, view, schedule.Unready, schedule.Timing.IsBlackedOut);
            var folded = view.Latest is { State: BotOccurrenceState.Skipped } latest ? latest : null;
            var written = step.Occurrences.SelectMany(row => Expand(schedule.Timing, row))
                .Where(at => folded is null || at.Due > folded.Until || at.What is "Ran")
                .ToList();
            written.Should().Equal(expected);
            step.Runs.Select(static run => run.Origin!.ScheduledFor!.Value).Should().Equal(expected.Where(static it => it.What == "Ran").Select(static it => it.Due));
        }
    }

    private static void CheckWhole(SimulatedSchedule schedule)
    {
        var definition = schedule.Schedule.Definition;
        var all = InstantsOf(schedule.Timing, schedule.Timing.First(Start, definition), schedule.Now, definition.EndAt);
        var rows = schedule.Rows.SelectMany(row => Expand(schedule.Timing, row)).ToList();
        rows.Select(static it => it.Due).Should().Equal(all);
        schedule.Rows.Sum(static row => row.Count).Should().Be(all.Count);
        schedule.Started.Should().OnlyHaveUniqueItems();
        schedule.Started.Should().BeInAscendingOrder();
        schedule.Started.Should().Equal(rows.Where(static it => it.What == "Ran").Select(static it => it.Due));
        if (definition.Overlap != BotOverlapPolicy.Allow)
        {
            schedule.MostOpen.Should().BeLessThanOrEqualTo(1);
        }

        for (var i = 1; i < schedule.Rows.Count; i++)
        {
            var (before, row) = (schedule.Rows.ElementAt(i - 1), schedule.Rows.ElementAt(i));
            (before.State == BotOccurrenceState.Skipped && row.State == BotOccurrenceState.Skipped && before.Reason == row.Reason)
                .Should().BeFalse("skipped instants of one reason that follow one another are one row");
        }
    }

    private static List<DateTimeOffset> InstantsOf(ScheduleTiming timing, DateTimeOffset? first, DateTimeOffset until, DateTimeOffset? end)
    {
        var instants = new List<DateTimeOffset>();
        for (var next = first; next <= until && !(next > end); next = timing.After(next.Value))
        {
            instants.Add(next.Value);
        }

        return instants;
    }

    private static IEnumerable<(DateTimeOffset Due, string What)> Expand(ScheduleTiming timing, BotOccurrence row)
    {
        var instants = InstantsOf(timing, row.Due, row.Until, null);
        instants.Should().HaveCount(row.Count);
        return instants.Select(at => (at, row.State == BotOccurrenceState.Skipped ? $"{row.Reason}" : $"{row.State}"));
    }

    private sealed record Event(TimeSpan After, What Kind, BotSkipReason? Unready);
}
