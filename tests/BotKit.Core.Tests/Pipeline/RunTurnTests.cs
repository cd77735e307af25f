using BotKit.Pipeline;

namespace BotKit.Core.Tests.Pipeline;

public class RunTurnTests
{
    private RunTurn _turn;

    [Fact]
    public void TryClaim_RunInProgress_IsGrantedOnce()
    {
        _turn.TryClaim(RunCancellation.Operator).Should().BeTrue();
        _turn.TryClaim(RunCancellation.Caller).Should().BeFalse();
        _turn.Cancellation.Should().Be(RunCancellation.Operator);
    }

    [Fact]
    public void TryClaim_AfterTheRunWasReleased_IsRefused()
    {
        _turn.TryClaim(RunCancellation.Released);

        _turn.TryClaim(RunCancellation.Operator).Should().BeFalse();
    }

    [Fact]
    public void TryClaim_BySomebodyWhoSawThePreviousRun_IsRefused()
    {
        var seen = _turn.Read();
        Reuse();

        _turn.TryClaim(seen, RunCancellation.Operator).Should().BeFalse();
        _turn.Cancellation.Should().Be(RunCancellation.None);
    }

    [Fact]
    public void TryBegin_WhileNotIdle_IsRefused()
    {
        var inProgress = _turn.TryBegin();
        _turn.TryClaim(RunCancellation.Released);
        var released = _turn.TryBegin();
        _turn.Rest();
        var idle = _turn.TryBegin();

        (inProgress, released, idle).Should().Be((false, false, true));
    }

    private void Reuse()
    {
        _turn.TryClaim(RunCancellation.Released);
        _turn.Rest();
        _turn.TryBegin();
    }
}
