using BotKit.Chaos.Checking;
using BotKit.Chaos.History;

namespace BotKit.Chaos.Tests;

/// <summary>The checker can fail: each forged history or ledger is found out.</summary>
public sealed class CheckerTests
{
    private readonly ForgedWorld _world = new();

    [Fact]
    public void Check_HonestWorld_IsGood()
    {
        _world.Succeeds(1);
        _world.Succeeds(2, key: "k-2");
        _world.LostOnce(3);

        var verdict = _world.Check();

        verdict.Report().Should().BeEmpty();
        (verdict.Lost, verdict.Phantom, verdict.Doubled, verdict.ExtraStarts, verdict.InFlightAtKills).Should().Be((0, 0, 0, 1, 1));
        verdict.Recovery(0.99).Should().Be(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void Check_AcknowledgedRunIsMissing_IsLost()
    {
        _world.Succeeds(1);
        _world.Runs.Clear();
        _world.Ends.Clear();
        _world.Counts.Clear();

        Expect("I25").Lost.Should().Be(1);
    }

    [Fact]
    public void Check_RunNeverEnds_IsLost()
    {
        _world.Waits(1);

        Expect("I1").Lost.Should().Be(1);
    }

    [Fact]
    public void Check_RunThatNobodySubmitted_IsAPhantom()
    {
        _world.Succeeds(1);
        _world.History.RemoveAll(line => line.Kind == HistoryKind.Attempt);

        Expect("I2").Phantom.Should().Be(1);
    }

    [Fact]
    public void Check_StartWithoutHandOut_IsAPhantom()
    {
        var id = _world.Succeeds(1);
        _world.History.Add(new HistoryLine(HistoryKind.Started, 190, 1, id, Fence: 7));

        Expect("I2").Phantom.Should().Be(1);
    }

    [Fact]
    public void Check_SecondTerminalWrite_IsDoubled()
    {
        var id = _world.Succeeds(1);
        _world.Ends.Add(new LedgerEnd(id, "work", 3, 0, 1, 400));

        Expect("I6").Doubled.Should().Be(1);
    }

    [Fact]
    public void Check_SecondRunOfAKey_IsDoubled()
    {
        _world.Succeeds(1, key: "k");
        _world.Succeeds(1, key: "k");

        Expect("I3").Doubled.Should().Be(1);
    }

    [Fact]
    public void Check_SecondRunOfASubmission_IsDoubled()
    {
        _world.Succeeds(1);
        _world.Succeeds(1);

        Expect("I3").Doubled.Should().Be(1);
    }

    [Fact]
    public void Check_OneSubmissionAcknowledgedWithTwoIds_IsFoundOut()
    {
        _world.Succeeds(1, key: "k");
        _world.History.Add(new HistoryLine(HistoryKind.Acknowledged, 120, 1, _world.NewId()));

        Expect("I9");
    }

    [Fact]
    public void Check_OutcomeOfAStaleHolder_IsFoundOut()
    {
        var id = _world.LostOnce(1);
        _world.Change(id, run => run with { OutputFence = 1 });

        Expect("I5");
    }

    [Fact]
    public void Check_FenceThatDoesNotGrow_IsFoundOut()
    {
        var id = _world.LostOnce(1);
        var move = _world.Moves.FindLastIndex(each => each.Run == id && each.NewState == 2);
        _world.Moves[move] = _world.Moves[move] with { NewFence = 1 };

        Expect("I5");
    }

    [Fact]
    public void Check_RunComesBackFromItsEnd_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.Moves.Add(new LedgerMove(id, "work", null, 2, null, 2, null, _world.Node, null, 0, 400));

        Expect("I6");
    }

    [Fact]
    public void Check_HandOutBeforeDue_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        var move = _world.Moves.FindIndex(each => each.Run == id && each.NewState == 2);
        _world.Moves[move] = _world.Moves[move] with { OldDue = 10_000 };

        Expect("I11");
    }

    [Fact]
    public void Check_EffectTwiceWithoutALoss_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.History.Add(new HistoryLine(HistoryKind.Effect, 250, 1, id, Fence: 1));

        Expect("I4");
    }

    [Fact]
    public void Check_StartedTwiceUnderOneFence_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.History.Add(new HistoryLine(HistoryKind.Started, 250, 1, id, Fence: 1));

        Expect("I4").ExtraStarts.Should().Be(1);
    }

    [Fact]
    public void Check_SuccessWithoutEffect_IsFoundOut()
    {
        _world.Succeeds(1);
        _world.History.RemoveAll(line => line.Kind == HistoryKind.Effect);

        Expect("I2");
    }

    [Fact]
    public void Check_LostTooOften_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.Change(id, run => run with { Lost = 4 });

        Expect("I8");
    }

    [Fact]
    public void Check_DeadBeforeTheCap_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.Change(id, run => run with { Status = 6, Lost = 1, OutputFence = null });

        Expect("I8");
    }

    [Fact]
    public void Check_MoreRunningThanTheLimit_IsFoundOut()
    {
        for (var n = 1; n <= 4; n++)
        {
            _world.Runs.Add(new LedgerRun(_world.NewId(), "narrow", null, n, 2, null, 0, 0, 1, 1, null, null));
            _world.Moves.Add(new LedgerMove(_world.Runs[^1].Id, "narrow", 1, 2, 0, 1, null, _world.Node, 0, 0, 100));
        }

        Expect("I14");
    }

    [Fact]
    public void Check_RollupsCountAnotherNumber_IsFoundOut()
    {
        _world.Succeeds(1);
        _world.Counts.Add(("work", 0));

        Expect("I23");
    }

    [Fact]
    public void Check_StoppedNodeLosesItsRun_IsFoundOut()
    {
        _world.LostOnce(1);
        _world.History.RemoveAll(line => line.Kind == HistoryKind.Killed);
        _world.History.Add(new HistoryLine(HistoryKind.Stopped, 200, Text: ForgedWorld.NodeName));
        _world.Nodes[0] = _world.Nodes[0] with { State = 1 };

        Expect("I26");
    }

    [Fact]
    public void Check_StoppedNodeKeepsItsLease_IsFoundOut()
    {
        _world.Succeeds(1);
        _world.History.Add(new HistoryLine(HistoryKind.Stopped, 400, Text: ForgedWorld.NodeName));

        Expect("I26");
    }

    [Fact]
    public void Check_ExtraStartWithoutAKill_IsFoundOut()
    {
        _world.LostOnce(1);
        _world.History.RemoveAll(line => line.Kind == HistoryKind.Killed);
        _world.Nodes[0] = _world.Nodes[0] with { State = 0 };

        Expect("I4");
    }

    [Fact]
    public void Check_YoungRunDeleted_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.Change(id, run => run with { DeletedAfter = 100 });

        Expect("I27");
    }

    [Fact]
    public void Check_WaitingRunDeleted_IsFoundOut()
    {
        var id = _world.Waits(1);
        _world.Change(id, run => run with { DeletedAfter = 100_000 });

        Expect("I27");
    }

    [Fact]
    public void Check_ParkedRunIsHandedOut_IsFoundOut()
    {
        var id = _world.NewId();
        _world.History.Add(new HistoryLine(HistoryKind.Acknowledged, 100, -1, id, Text: "parked"));
        _world.Runs.Add(new LedgerRun(id, "nobody", null, -1, 1, null, 0, 0, 0, 1, null, null));
        _world.Moves.Add(new LedgerMove(id, "nobody", 1, 2, 0, 1, null, _world.Node, 0, 0, 200));

        Expect("I28");
    }

    [Fact]
    public void Check_RunOfANodeThatNeverJoined_IsFoundOut()
    {
        _world.Succeeds(1);
        _world.Nodes.Clear();

        Expect("I7");
    }

    [Fact]
    public void Check_StartAfterItsCancel_IsFoundOut()
    {
        var id = _world.Succeeds(1);
        _world.History.Add(new HistoryLine(HistoryKind.Canceled, 50, 1, id, Text: "Canceled"));

        Expect("I15");
    }

    private Verdict Expect(string invariant)
    {
        var verdict = _world.Check();
        verdict.Invariants.Should().Contain(invariant);
        return verdict;
    }
}
