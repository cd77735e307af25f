using System.Globalization;
using BotKit.Chaos.History;
using BotKit.Chaos.Workflows;

namespace BotKit.Chaos.Tests;

/// <summary>The checker of workflows can fail: each forged history or row is found out.</summary>
public sealed class WorkflowCheckerTests
{
    private static readonly Guid Id = new("11111111-1111-1111-1111-111111111111");

    private readonly List<HistoryLine> _history = [new(HistoryKind.Acknowledged, 1_000, 0, Id)];
    private WorkflowRow _row = new(Id, true, BotStatus.Succeeded, null, new HashSet<string> { "a", "both", "e", "f" }, 0);
    private int _n;

    [Fact]
    public void Check_HonestWorld_IsGood()
    {
        Runs("A", "B", "C", "D", "E", "F");

        var verdict = Check();

        verdict.Violations.Should().BeEmpty();
        (verdict.Succeeded, verdict.Steps, verdict.Lost, verdict.Repeated).Should().Be((1, 6, 0, 0));
    }

    [Fact]
    public void Check_WorkflowThatHasNotEnded_IsLost()
    {
        Runs("A", "B");
        _row = _row with { HasEnded = false, Status = null };

        Check().Lost.Should().Be(1);
    }

    [Fact]
    public void Check_StepThatIsMissing_IsFoundOut()
    {
        Runs("A", "B", "D", "E", "F");

        Expect("without all of its steps");
    }

    [Fact]
    public void Check_StepWhoseProcessDied_MayBeginAgain()
    {
        Runs("A", "B");
        Begins("C", 3_000);
        Dies(1, 3_100);
        Runs(4_000, 2, "C", "D", "E", "F");

        var verdict = Check();

        verdict.Violations.Should().BeEmpty();
        verdict.Interrupted.Should().Be(1);
    }

    [Fact]
    public void Check_StepAgainWhileItsProcessLives_IsRepeated()
    {
        Runs("A", "B", "B", "C", "D", "E", "F");

        Check().Repeated.Should().Be(1);
    }

    [Fact]
    public void Check_StepAgainThoughTheNextHadBegun_IsRepeated()
    {
        Runs("A", "B");
        Begins("C", 3_000);
        Dies(1, 3_100);
        Runs(4_000, 2, "B", "C", "D", "E", "F");

        Check().Repeated.Should().Be(1);
    }

    [Fact]
    public void Check_StepAgainThatWasCommittedLongBefore_IsRepeated()
    {
        Runs("A", "B");
        Dies(1, 9_000);
        Runs(9_100, 2, "B", "C", "D", "E", "F");

        Check().Repeated.Should().Be(1);
    }

    [Fact]
    public void Check_WaitThatBeganAnewAfterADeath_IsFoundOut()
    {
        Runs("A", "B", "C", "D");
        Dies(1, 6_000);
        Waits(entered: 6_500, over: 7_500);
        Runs(7_500, 2, "E", "F");

        Expect("entered anew");
    }

    [Fact]
    public void Check_WaitThatEndedEarly_IsFoundOut()
    {
        Runs("A", "B", "C", "D");
        Waits(entered: 2_200, over: 3_100);
        Runs(3_100, 1, "E", "F");

        Expect("too early");
    }

    [Fact]
    public void Check_FailedAndUndoneInReverse_IsGood()
    {
        Fails("UndoE", "UndoD", "UndoC", "UndoB", "UndoA");

        Check().Violations.Should().BeEmpty();
    }

    [Theory]
    [InlineData("UndoE UndoD UndoC UndoA", "were undone")]
    [InlineData("UndoE UndoD UndoB UndoC UndoA", "B was undone before C")]
    [InlineData("UndoE UndoD UndoC UndoB UndoA UndoE", "began again")]
    [InlineData("UndoE UndoD UndoC UndoB UndoA C", "went on after")]
    public void Check_FailedAndUndoneOtherwise_IsFoundOut(string undone, string complaint)
    {
        Fails(undone.Split(' '));

        Expect(complaint);
    }

    [Fact]
    public void Check_SucceededAndUndone_IsFoundOut()
    {
        Runs("A", "B", "C", "D", "E", "F", "UndoE");

        Expect("succeeded and was undone");
    }

    [Fact]
    public void Check_CanceledWithoutUndoing_IsFoundOut()
    {
        _n = 5;
        Runs("A", "B");
        _history.Add(new HistoryLine(HistoryKind.Canceled, 5_000, _n, Id, Text: "Requested"));
        _row = _row with { Status = BotStatus.Canceled };

        Expect("was canceled, and A was not undone");
    }

    private void Fails(params string[] undone)
    {
        _n = 2;
        Runs("A", "B", "C", "D", "E");
        Runs(3_000, 1, undone);
        _row = _row with { Status = BotStatus.Failed, Code = "workflow_failed" };
    }

    private void Runs(params string[] steps) => Runs(2_000, 1, steps);

    private void Runs(long at, int process, params string[] steps)
    {
        foreach (var step in steps)
        {
            Begins(step, at, process);
            _history.Add(new HistoryLine(HistoryKind.Effect, at + 20, _n, Id, Process: process, Text: step));
            at += 30;
        }
    }

    private void Begins(string step, long at, int process = 1) => _history.Add(new HistoryLine(HistoryKind.Started, at, _n, Id, Process: process, Text: step));

    private void Waits(long entered, long over)
        => _history.Add(new HistoryLine(HistoryKind.Waited, over, _n, Id, Process: 2, Text: entered.ToString(CultureInfo.InvariantCulture)));

    private void Dies(int process, long at) => _history.Add(new HistoryLine(HistoryKind.Killed, at, Text: $"w0-{process}"));

    private void Expect(string complaint) => Check().Violations.Should().Contain(it => it.Contains(complaint));

    private WorkflowVerdict Check()
    {
        _history[0] = _history[0] with { N = _n };
        return new WorkflowChecker(_history, [_row], [_n]).Check();
    }
}
