using BotKit.Chaos.History;
using BotKit.Chaos.Schedules;
using BotKit.Schedules;

namespace BotKit.Chaos.Tests;

/// <summary>The checker of schedules can fail: each forged history or table is found out.</summary>
public sealed class ScheduleCheckerTests
{
    // tick-0 is every second by cron, and skips what was missed; tick-4 every 3 s, and runs once; tick-2 every 2 s, and catches up.
    private readonly List<HistoryLine> _history = [];
    private readonly List<ScheduleRow> _schedules = [];
    private readonly List<OccurrenceRow> _occurrences = [];
    private readonly List<ScheduledRun> _runs = [];
    private int _ids;

    [Fact]
    public void Check_HonestWorld_IsGood()
    {
        Fires(0, from: 1_000, to: 20_000);
        Fires(4, from: 3_000, to: 18_000);

        var verdict = Check(stopped: 20_500);

        verdict.Violations.Should().BeEmpty();
        (verdict.Instants, verdict.Ran, verdict.Starts, verdict.Again).Should().Be((26, 26, 26, 0));
        verdict.Lateness(0.99).Should().Be(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Check_InstantWithoutARow_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _occurrences.RemoveAll(row => row.Due == 7_000);

        Expect("I10");
    }

    [Fact]
    public void Check_InstantInTwoRows_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _occurrences.Add(new OccurrenceRow(0, 7_000, 8_000, 2, (int)BotOccurrenceState.Skipped, (int)BotSkipReason.Missed, null, 20_000));

        Expect("I10");
    }

    [Fact]
    public void Check_FoldedRowWithAWrongCount_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 10_000);
        Skips(0, from: 11_000, to: 15_000, at: 19_000);
        _occurrences[^1] = _occurrences[^1] with { Count = 4 };
        Fires(0, from: 16_000, to: 20_000);

        Expect("I10");
    }

    [Fact]
    public void Check_WatermarkBeyondTheRows_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _schedules[0] = _schedules[0] with { Watermark = 21_000 };

        Expect("I10");
    }

    [Fact]
    public void Check_ScheduleThatStoodStill_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 10_000);

        Expect("I10");
    }

    [Fact]
    public void Check_NextDueIsNotTheNext_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _schedules[0] = _schedules[0] with { NextDue = 22_000 };

        Expect("I12");
    }

    [Fact]
    public void Check_RunWithoutOccurrence_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _runs.Add(_runs[3] with { Id = NewId() });

        Expect("I2");
    }

    [Fact]
    public void Check_OccurrenceWithoutRun_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _runs.RemoveAt(3);

        Expect("I1");
    }

    [Fact]
    public void Check_StartBeforeDue_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _history[3] = _history[3] with { At = _runs[3].Due - 1 };

        Expect("I11");
    }

    [Fact]
    public void Check_StartedTwiceWithoutALoss_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _history.Add(_history[3] with { At = 9_000 });

        Expect("I4");
    }

    [Fact]
    public void Check_RunForAnotherInstant_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 20_000);
        _history[3] = _history[3] with { Text = "5000" };

        Expect("I2");
    }

    [Fact]
    public void Check_EachPolicyAfterAnOutage_IsGood()
    {
        Outage(0, period: 1_000, run: []);
        Outage(4, period: 3_000, run: [15_000]);
        Outage(2, period: 2_000, run: [8_000, 10_000, 12_000, 14_000, 16_000]);

        Check(stopped: 24_500).Violations.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 1_000, 17_000L)] // Skip: one ran.
    [InlineData(4, 3_000, 12_000L)] // RunOnce: not the latest.
    [InlineData(2, 2_000, 16_000L)] // CatchUp: one instead of five.
    public void Check_MissedInstantsAgainstThePolicy_IsFoundOut(int n, long period, long ran)
    {
        Outage(n, period, run: [ran]);

        Check(stopped: 24_500).Violations.Should().Contain(violation => violation.StartsWith("policy", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_RunOnceThatRanNone_IsFoundOut()
    {
        Outage(4, 3_000, run: []);

        Check(stopped: 24_500).Violations.Should().Contain(violation => violation.StartsWith("policy", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_InstantInTimeThatCountsAsMissed_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 10_000);
        Skips(0, from: 11_000, to: 15_000, at: 17_000);
        Fires(0, from: 16_000, to: 20_000);

        Expect("policy");
    }

    [Fact]
    public void Check_SkippedForOverlapWhereItIsAllowed_IsFoundOut()
    {
        Fires(0, from: 1_000, to: 10_000);
        _occurrences.Add(new OccurrenceRow(0, 11_000, 11_000, 1, (int)BotOccurrenceState.Skipped, (int)BotSkipReason.Overlap, null, 11_010));
        Fires(0, from: 12_000, to: 20_000);

        Expect("policy");
    }

    private Guid NewId() => new(++_ids, 0, 0, new byte[8]);

    private void Declare(int n)
    {
        if (!_schedules.Exists(row => row.N == n))
        {
            _schedules.Add(new ScheduleRow(n, 0, null, null, 10));
        }
    }

    private void Advance(int n, long last)
    {
        var at = _schedules.FindIndex(row => row.N == n);
        _schedules[at] = _schedules[at] with { Watermark = last, NextDue = last + (long)TestSchedules.PeriodOf(n).TotalMilliseconds };
    }

    private void Fires(int n, long from, long to, long? at = null)
    {
        Declare(n);
        for (var due = from; due <= to; due += (long)TestSchedules.PeriodOf(n).TotalMilliseconds)
        {
            var id = NewId();
            _occurrences.Add(new OccurrenceRow(n, due, due, 1, (int)BotOccurrenceState.Ran, null, id, at ?? due + 10));
            _runs.Add(new ScheduledRun(id, n, due, due, 0, 0));
            _history.Add(new HistoryLine(HistoryKind.Started, (at ?? due) + 20, n, id, 1, 1, 1, due.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Advance(n, due);
        }
    }

    private void Skips(int n, long from, long to, long at)
    {
        Declare(n);
        var count = (int)((to - from) / (long)TestSchedules.PeriodOf(n).TotalMilliseconds) + 1;
        _occurrences.Add(new OccurrenceRow(n, from, to, count, (int)BotOccurrenceState.Skipped, (int)BotSkipReason.Missed, null, at));
        Advance(n, to);
    }

    /// <summary>Everybody is away from 5 to 20.5 s: what was due up to 17.5 s is missed, and some of it runs.</summary>
    private void Outage(int n, long period, long[] run)
    {
        const long Back = 20_500;
        Fires(n, period, 5_000);
        for (var due = 5_000 - (5_000 % period) + period; due < Back - (long)TestSchedules.MissedAfter.TotalMilliseconds; due += period)
        {
            if (Array.IndexOf(run, due) >= 0)
            {
                Fires(n, due, due, Back);
            }
            else
            {
                Skips(n, due, due, Back);
            }
        }

        Fires(n, _schedules.Single(row => row.N == n).NextDue!.Value, 24_000);
    }

    private ScheduleVerdict Check(long stopped)
    {
        var history = _history.Append(new HistoryLine(HistoryKind.Stopped, stopped, Text: "all")).ToList();
        return new ScheduleChecker(history, new ScheduleTables(_schedules, _occurrences, _runs)).Check();
    }

    private void Expect(string invariant)
        => Check(stopped: 20_500).Violations.Should().Contain(violation => violation.StartsWith(invariant, StringComparison.Ordinal));
}
