using System.Globalization;
using BotKit.Chaos.History;

namespace BotKit.Chaos.Workflows;

/// <summary>Holds the history of the steps and the rows of the runs against each other.</summary>
internal sealed class WorkflowChecker(IReadOnlyList<HistoryLine> history, IReadOnlyList<WorkflowRow> rows, IEnumerable<int> numbers)
{
    // What has happened this long before a process ended is committed: a step is over once its result and its end are, two commits.
    private const long Committed = 2_000;

    private readonly WorkflowVerdict _verdict = new();
    private readonly Dictionary<int, long> _deaths = history.Where(line => line.Kind is HistoryKind.Killed or HistoryKind.Stopped)
        .ToDictionary(line => int.Parse(line.Text[(line.Text.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture), line => line.At);

    public WorkflowVerdict Check()
    {
        var accepted = history.Where(line => line.Kind == HistoryKind.Acknowledged).ToLookup(line => line.N);
        var lines = history.Where(line => line.Kind is HistoryKind.Started or HistoryKind.Effect or HistoryKind.Waited).ToLookup(line => line.N);
        var canceled = history.Where(line => line.Kind == HistoryKind.Canceled).Select(line => line.N).ToHashSet();
        var byId = rows.ToDictionary(row => row.Id);
        foreach (var n in numbers)
        {
            var ids = accepted[n].Select(line => line.Id).Distinct().ToList();
            if (ids.Count != 1 || !byId.TryGetValue(ids[0], out var row) || !row.HasEnded)
            {
                _verdict.Lost++;
                _verdict.Complain(n, ids.Count == 0 ? "was not accepted" : ids.Count > 1 ? "has several runs" : "has not ended");
                continue;
            }

            var steps = lines[n].ToList();
            // A run that was stopped like any other, in the moment of its beginning, undoes without being the parent any more.
            if (steps.Exists(line => line.Id != ids[0] && (line.Id != Guid.Empty || !line.Text.StartsWith(TestWorkflow.Undo, StringComparison.Ordinal))))
            {
                _verdict.Complain(n, "has steps of another run");
            }

            CheckRepetitions(n, steps);
            CheckTimer(n, steps);
            CheckEnd(n, row, steps, canceled.Contains(n));
        }

        return _verdict;
    }

    /// <summary>A step is begun again only if its process ended before it was over, which it is at the latest when something behind it begins.</summary>
    private void CheckRepetitions(int n, List<HistoryLine> lines)
    {
        var undone = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Kind == HistoryKind.Effect)
            {
                _verdict.Steps++;
            }

            if (line.Kind != HistoryKind.Started)
            {
                continue;
            }

            var isUndo = line.Text.StartsWith(TestWorkflow.Undo, StringComparison.Ordinal);
            if (isUndo && !undone.Contains(line.Text))
            {
                undone.Add(line.Text);
            }

            var before = lines.Take(i).Where(it => it.Text == line.Text).ToList();
            if (before.Count == 0)
            {
                continue;
            }

            var last = before[^1];
            var isOver = isUndo ? undone[^1] != line.Text
                : lines.Take(i).Any(it => it.Kind == HistoryKind.Started && (TestWorkflow.Later[line.Text].Contains(it.Text, StringComparison.Ordinal) || it.Text.StartsWith(TestWorkflow.Undo, StringComparison.Ordinal)));
            if (isOver)
            {
                _verdict.Repeated++;
                _verdict.Complain(n, $"step {line.Text} began again at {line.At} though what follows it had begun");
            }
            else if (!_deaths.TryGetValue(last.Process, out var death) || death > line.At)
            {
                _verdict.Repeated++;
                _verdict.Complain(n, $"step {line.Text} began again at {line.At} though process {last.Process} lives");
            }
            else if (last.Kind == HistoryKind.Effect && death - last.At > Committed)
            {
                _verdict.Repeated++;
                _verdict.Complain(n, $"step {line.Text} began again at {line.At} though it had its effect {death - last.At} ms before its process ended");
            }
            else
            {
                _verdict.Interrupted++;
            }
        }
    }

    /// <summary>The Wait begins once, when what is before it has finished, and ends when it shall, whatever process ends meanwhile.</summary>
    private void CheckTimer(int n, List<HistoryLine> lines)
    {
        if (lines.Find(line => line.Kind == HistoryKind.Waited) is not { } waited)
        {
            return;
        }

        var entered = long.Parse(waited.Text, CultureInfo.InvariantCulture);
        var due = entered + (TestWorkflow.WaitOf(n) * 1_000);
        var ready = lines.Last(line => line.Kind == HistoryKind.Effect && line.Text is "C" or "D");
        if (lines.Exists(line => line.Kind == HistoryKind.Waited && line.Text != waited.Text))
        {
            _verdict.Complain(n, "the Wait was entered twice");
        }

        if (_deaths.TryGetValue(ready.Process, out var end) && end > ready.At + Committed && end <= entered)
        {
            _verdict.Complain(n, $"the Wait was entered anew at {entered}, after process {ready.Process} had ended; what is before it had finished at {ready.At}");
        }

        if (waited.At < due)
        {
            _verdict.Complain(n, $"the Wait ended {due - waited.At} ms too early");
        }

        var isDisturbed = _deaths.Values.Any(death => death > due - 1_000 && death < due + 5_000);
        _verdict.WaitsPastDeaths += _deaths.Values.Any(death => death > entered && death < due) ? 1 : 0;
        if (!isDisturbed)
        {
            _verdict.Late.Add(waited.At - due);
        }
    }

    /// <summary>It ended as it shall, and exactly what must be undone was, the last one first.</summary>
    private void CheckEnd(int n, WorkflowRow row, List<HistoryLine> lines, bool isCanceled)
    {
        var done = Steps(lines, HistoryKind.Effect, isUndo: false);
        var undone = Steps(lines, HistoryKind.Effect, isUndo: true);
        var begun = Steps(lines, HistoryKind.Started, isUndo: false);
        switch (row.Status)
        {
            case BotStatus.Succeeded when !TestWorkflow.Fails(n):
                _verdict.Succeeded++;
                Expect(n, "ABCDEF".All(step => done.Contains(step.ToString())), "succeeded without all of its steps");
                Expect(n, undone.Count == 0, "succeeded and was undone");
                Expect(n, new[] { "a", "both", "e", "f" }.All(row.Output.Contains), "has not the output of all steps");
                break;
            case BotStatus.Failed when TestWorkflow.Fails(n) && row.Code == "workflow_failed":
                _verdict.Failed++;
                Expect(n, "ABCDE".All(step => undone.Contains(TestWorkflow.Undo + step)), $"failed, and only {string.Join(' ', undone)} were undone");
                break;
            case BotStatus.Canceled when isCanceled && TestWorkflow.IsCanceled(n):
                _verdict.Canceled++;
                foreach (var step in done.Where(step => step != "F" && TestWorkflow.Later[step].Any(later => begun.Contains(later.ToString()))))
                {
                    Expect(n, undone.Contains(TestWorkflow.Undo + step), $"was canceled, and {step} was not undone");
                }

                break;
            default:
                _verdict.Complain(n, $"ended {row.Status} {row.Code}, lost {row.Lost} times");
                break;
        }

        foreach (var undo in undone)
        {
            Expect(n, done.Contains(undo[TestWorkflow.Undo.Length..]), $"{undo} undid what was not done");
        }

        for (var i = 1; i < undone.Count; i++)
        {
            var (earlier, later) = (undone[i - 1][TestWorkflow.Undo.Length..], undone[i][TestWorkflow.Undo.Length..]);
            Expect(n, !TestWorkflow.Later[earlier].Contains(later, StringComparison.Ordinal), $"{earlier} was undone before {later}");
        }

        var first = lines.FindIndex(line => line.Text.StartsWith(TestWorkflow.Undo, StringComparison.Ordinal));
        Expect(n, first < 0 || !lines.Skip(first).Any(line => line.Text.Length == 1), "went on after its undoing had begun");
    }

    private void Expect(int n, bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _verdict.Complain(n, otherwise);
        }
    }

    /// <summary>Steps in the order of their first line of a kind.</summary>
    private static List<string> Steps(List<HistoryLine> lines, HistoryKind kind, bool isUndo)
        => [.. lines.Where(line => line.Kind == kind && line.Text.StartsWith(TestWorkflow.Undo, StringComparison.Ordinal) == isUndo).Select(line => line.Text).Distinct()];
}
