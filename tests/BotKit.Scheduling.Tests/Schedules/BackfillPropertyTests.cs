using BotKit.Schedules;
using BotKit.Scheduling.Schedules;
using CsCheck;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>Random histories with folded rows, of which a random range is made up for.</summary>
public sealed class BackfillPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 30, TimeSpan.Zero);

    [Fact]
    public void Read_AnyRangeOfAnyHistory_SplitsRowsExactlyAndTouchesNothingElse()
        => Gen.Select(
            Gen.OneOf("* * * * *", "*/3 * * * *", "@every 50s"),
            Gen.Enum<BotMissedRunPolicy>(),
            Gen.Select(Gen.Int[10, 2_000], Gen.Bool).Array[1, 20],
            Gen.Int[-600, 20_000],
            Gen.Int[0, 20_000]).Sample(
            static (cron, missed, events, from, length) =>
            {
                var definition = new BotScheduleDefinition { Id = "work", Bot = "work", Cron = cron, Missed = missed };
                var schedule = new SimulatedSchedule(definition, null, Start, []);
                foreach (var (seconds, pauses) in events)
                {
                    schedule.Advance(TimeSpan.FromSeconds(seconds));
                    schedule.Fire();
                    schedule.Pause(pauses ? new BotPause("a", "b", schedule.Now, null) : null);
                }

                Check(schedule, Start.AddSeconds(from), Start.AddSeconds(from + length));
            },
            iter: 1_000);

    private static void Check(SimulatedSchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        var view = new ScheduleView
        {
            Schedule = schedule.Schedule,
            Now = schedule.Now,
            Occurrences = [.. schedule.Rows.Where(row => row.Until >= from && row.Due <= to)],
        };

        var range = BackfillRange.Read(view, new ScheduleTimings(new ScheduleCalendars()), from, to);

        var before = schedule.Rows.SelectMany(row => Expand(schedule.Timing, row)).ToDictionary(static it => it.Due, static it => it.What);
        var rows = schedule.Rows.ToDictionary(static row => row.Due);
        foreach (var row in range.Rows.Values)
        {
            rows[row.Due] = row;
        }

        var after = rows.Values.OrderBy(static row => row.Due).SelectMany(row => Expand(schedule.Timing, row)).ToList();
        after.Select(static it => it.Due).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        bool IsIn(DateTimeOffset at) => at >= from && at <= to;
        bool IsHonoured(string what) => what is "Ran" or "Waiting";
        var due = before.Where(it => IsIn(it.Key) && !IsHonoured(it.Value)).Select(static it => it.Key).ToHashSet();
        for (var next = schedule.Timing.After(from.AddTicks(-1)); next <= to && next < schedule.Schedule.NextDue; next = schedule.Timing.After(next.Value))
        {
            if (!before.ContainsKey(next.Value))
            {
                due.Add(next.Value);
            }
        }

        range.Due.Keys.Should().Equal(due.Order());
        range.Already.Should().Be(before.Count(it => IsIn(it.Key) && IsHonoured(it.Value)));
        after.Should().Equal(before.Where(it => !due.Contains(it.Key)).Select(static it => (it.Key, it.Value)).Concat(due.Select(static at => (at, "Waiting"))).OrderBy(static it => it.Item1));
    }

    private static IEnumerable<(DateTimeOffset Due, string What)> Expand(ScheduleTiming timing, BotOccurrence row)
    {
        var at = row.Due;
        for (var i = 0; i < row.Count; i++)
        {
            yield return (at, row.State == BotOccurrenceState.Skipped ? $"{row.Reason}" : $"{row.State}");
            at = timing.After(at)!.Value;
        }
    }
}
