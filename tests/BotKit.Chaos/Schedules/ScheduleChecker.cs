using System.Globalization;
using BotKit.Chaos.History;
using BotKit.Schedules;

namespace BotKit.Chaos.Schedules;

/// <summary>Holds history and tables against each other, with a reckoning of due instants of its own.</summary>
internal sealed class ScheduleChecker(IReadOnlyList<HistoryLine> history, ScheduleTables tables)
{
    // What is due shortly before a kill may be in the hands of the killed; what comes after it meets a node less and one that starts.
    private const long BeforeKill = 500;
    private const long AfterKill = 3_000;

    private readonly List<string> _violations = [];
    private readonly ILookup<int, OccurrenceRow> _occurrences = tables.Occurrences.OrderBy(row => row.Due).ToLookup(row => row.N);
    private readonly Dictionary<Guid, ScheduledRun> _runs = tables.Runs.ToDictionary(run => run.Id);
    private int _instants;
    private int _missed;

    public ScheduleVerdict Check()
    {
        foreach (var schedule in tables.Schedules)
        {
            CheckCover(schedule);
            CheckPolicy(schedule);
        }

        CheckRuns();
        var late = CheckStarts(out var again);
        return new ScheduleVerdict(_violations, late)
        {
            Instants = _instants,
            Ran = tables.Occurrences.Count(row => row.State == (int)BotOccurrenceState.Ran),
            Missed = _missed,
            Again = again,
        };
    }

    /// <summary>Every due instant from the schedule's beginning to its watermark is in exactly one row.</summary>
    private void CheckCover(ScheduleRow schedule)
    {
        var period = (long)TestSchedules.PeriodOf(schedule.N).TotalMilliseconds;
        var expected = TestSchedules.LastDue(schedule.N, schedule.Anchor, schedule.Created) + period;
        foreach (var row in _occurrences[schedule.N])
        {
            if (row.Due != expected)
            {
                Complain("I10", schedule.N, $"instant {row.Due} follows, where {expected} should: one is {(row.Due > expected ? "missing" : "covered twice")}");
            }

            if (row.Until - row.Due != (row.Count - 1) * period)
            {
                Complain("I10", schedule.N, $"the row of {row.Due} says {row.Count} instants up to {row.Until}");
            }

            _instants += row.Count;
            expected = row.Until + period;
        }

        if (schedule.Watermark is { } watermark && expected != watermark + period)
        {
            Complain("I10", schedule.N, $"the rows end before {expected}, the watermark is {watermark}");
        }

        if (schedule.NextDue != expected)
        {
            Complain("I12", schedule.N, $"next is {schedule.NextDue}, where {expected} should be");
        }

        var stopped = history.Last(line => line.Kind == HistoryKind.Stopped).At;
        if (expected < stopped - 6_000)
        {
            Complain("I10", schedule.N, $"nothing was fired after {expected}, and the processes stopped at {stopped}");
        }
    }

    /// <summary>What was fired too late is treated as the policy says, everything else ran.</summary>
    private void CheckPolicy(ScheduleRow schedule)
    {
        var missedAfter = (long)TestSchedules.MissedAfter.TotalMilliseconds;
        var period = (long)TestSchedules.PeriodOf(schedule.N).TotalMilliseconds;
        var missed = new List<OccurrenceRow>();
        foreach (var row in _occurrences[schedule.N])
        {
            if (row.State == (int)BotOccurrenceState.Ran && row.Recorded - row.Due <= missedAfter)
            {
                continue;
            }

            if (row.State == (int)BotOccurrenceState.Skipped && row.Reason != (int)BotSkipReason.Missed)
            {
                Complain("policy", schedule.N, $"instant {row.Due} was skipped for reason {row.Reason}");
            }
            else if (row.Recorded - row.Until <= missedAfter)
            {
                Complain("policy", schedule.N, $"instant {row.Until} was fired {row.Recorded - row.Until} ms after it and counts as missed");
            }

            missed.Add(row);
        }

        foreach (var batch in missed.GroupBy(row => row.Recorded))
        {
            var rows = batch.OrderBy(row => row.Due).ToList();
            var ran = rows.Where(row => row.State == (int)BotOccurrenceState.Ran).ToList();
            var total = rows.Sum(row => row.Count);
            var right = TestSchedules.MissedOf(schedule.N) switch
            {
                BotMissedRunPolicy.Skip => 0,
                BotMissedRunPolicy.RunOnce => 1,
                _ => Math.Min(total, TestSchedules.CatchUpLimit),
            };
            _missed += total - ran.Count;
            var last = rows[^1].Until;
            if (ran.Count != right || ran.Any(row => row.Due <= last - (right * period)))
            {
                Complain("policy", schedule.N, $"of {total} missed instants up to {last} {ran.Count} ran ({string.Join(' ', ran.Select(row => row.Due))}), by {TestSchedules.MissedOf(schedule.N)} the last {right} should");
            }
        }
    }

    /// <summary>One run for each instant that ran, and none besides.</summary>
    private void CheckRuns()
    {
        var owners = new Dictionary<(int N, long Due), Guid>();
        foreach (var row in tables.Occurrences.Where(row => row.State == (int)BotOccurrenceState.Ran))
        {
            if (row.Run is not { } id || !_runs.TryGetValue(id, out var run))
            {
                Complain("I1", row.N, $"instant {row.Due} ran, but its run is not in the ledger");
            }
            else if (run.N != row.N || run.ScheduledFor != row.Due || row.Count != 1)
            {
                Complain("I2", row.N, $"instant {row.Due} names run {id}, which is for {run.ScheduledFor} of tick-{run.N}");
            }
            else
            {
                owners.Add((row.N, row.Due), id);
            }
        }

        foreach (var run in tables.Runs)
        {
            if (run.ScheduledFor is not { } due || !owners.TryGetValue((run.N, due), out var owner) || owner != run.Id)
            {
                Complain("I2", run.N, $"run {run.Id} for {run.ScheduledFor} belongs to no occurrence");
            }
        }
    }

    /// <summary>Each run started, never before its time, and again only if it was lost.</summary>
    private List<long> CheckStarts(out int again)
    {
        var kills = history.Where(line => line.Kind == HistoryKind.Killed).Select(line => line.At).ToList();
        var outage = history.Where(line => line.Kind == HistoryKind.Done).Select(line => line.At).ToList();
        var late = new List<long>();
        var starts = history.Where(line => line.Kind == HistoryKind.Started).ToLookup(line => line.Id);
        again = 0;
        foreach (var run in tables.Runs)
        {
            var lines = starts[run.Id].OrderBy(line => line.At).ToList();
            again += Math.Max(lines.Count - 1, 0);
            if (lines.Count == 0)
            {
                if (run.Status is not null)
                {
                    Complain("I2", run.N, $"run {run.Id} ended and never started");
                }

                continue;
            }

            if (lines.Exists(line => long.Parse(line.Text, CultureInfo.InvariantCulture) != run.ScheduledFor))
            {
                Complain("I2", run.N, $"run {run.Id} ran for another instant than {run.ScheduledFor}");
            }

            if (lines[0].At < run.Due)
            {
                Complain("I11", run.N, $"run {run.Id} started {run.Due - lines[0].At} ms before {run.Due}");
            }

            if (lines.Count - 1 > run.Lost)
            {
                Complain("I4", run.N, $"run {run.Id} started {lines.Count} times and was lost {run.Lost} times");
            }

            var isDisturbed = run.Lost > 0
                || kills.Exists(kill => run.Due > kill - BeforeKill && run.Due < kill + AfterKill)
                || (outage.Count == 2 && run.Due > outage[0] - BeforeKill && run.Due < outage[1]);
            if (!isDisturbed)
            {
                late.Add(lines[0].At - run.Due);
            }
        }

        foreach (var id in starts.Select(group => group.Key).Where(id => !_runs.ContainsKey(id)))
        {
            Complain("I2", starts[id].First().N, $"run {id} started and is not in the ledger");
        }

        return late;
    }

    private void Complain(string invariant, int n, string what) => _violations.Add($"{invariant} tick-{n}: {what}");
}
