using BotKit.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Resilience;

/// <summary>The probe of an open circuit, and the hand of an operator.</summary>
public class CircuitProbeTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _clock = new();
    private readonly List<CircuitPosition> _told = [];

    [Fact]
    public void TryEnter_HalfOpen_LetsExactlyOneProbeThrough()
    {
        var circuit = HalfOpen();

        var first = circuit.TryEnter(out var ticket, out _);
        var second = circuit.TryEnter(out _, out var retryAfter);

        first.Should().BeTrue();
        ticket.IsProbe.Should().BeTrue();
        second.Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Leave_ProbeSucceeds_Closes()
    {
        var circuit = HalfOpen();

        Leave(circuit, CircuitOutcome.Success);

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.Failures.Should().Be(0);
        _told.Should().Equal(CircuitPosition.Open, CircuitPosition.Closed);
    }

    [Fact]
    public void Leave_ProbeFails_OpensForTheWholeTimeAgain()
    {
        var circuit = HalfOpen();
        var probe = Enter(circuit);
        _clock.Advance(TimeSpan.FromSeconds(7));

        circuit.Leave(probe, CircuitOutcome.Failure);

        circuit.Position.Should().Be(CircuitPosition.Open);
        circuit.OpenUntil.Should().Be(_clock.GetUtcNow() + Open);
        circuit.Failures.Should().Be(6);
        _told.Should().Equal(CircuitPosition.Open, CircuitPosition.Open);
    }

    [Fact]
    public void Leave_ProbeDecidesNothing_FreesItsPlace()
    {
        var circuit = HalfOpen();

        Leave(circuit, CircuitOutcome.Neutral);
        var next = circuit.TryEnter(out var ticket, out _);

        next.Should().BeTrue();
        ticket.IsProbe.Should().BeTrue();
        _told.Should().Equal(CircuitPosition.Open);
    }

    [Fact]
    public void TryEnter_HundredRacingCallers_LetsExactlyOneProbeThrough()
    {
        var circuit = HalfOpen();
        var entered = 0;

        Parallel.For(0, 100, _ =>
        {
            if (circuit.TryEnter(out var _, out var _))
            {
                Interlocked.Increment(ref entered);
            }
        });

        entered.Should().Be(1);
    }

    [Fact]
    public void Leave_ProbeOfAnEarlierTime_DoesNotDecide()
    {
        var circuit = Circuit();
        Fail(circuit, 5);
        _clock.Advance(Open);
        var stale = Enter(circuit);
        circuit.Reset();
        Fail(circuit, 5);

        circuit.Leave(stale, CircuitOutcome.Success);

        circuit.Position.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public void Isolate_ByHand_RefusesUntilReset()
    {
        var circuit = Circuit();

        circuit.Isolate();
        _clock.Advance(TimeSpan.FromDays(365));

        circuit.Position.Should().Be(CircuitPosition.Isolated);
        circuit.OpenUntil.Should().BeNull();
        circuit.Refuses(out var atTheGate).Should().BeTrue();
        circuit.TryEnter(out _, out var inside).Should().BeFalse();
        atTheGate.Should().BeNull();
        inside.Should().BeNull();
        _told.Should().Equal(CircuitPosition.Isolated);
    }

    [Fact]
    public void Isolate_WhileRunsAreOut_TheirOutcomesChangeNothing()
    {
        var circuit = Circuit();
        var stale = Enter(circuit);

        circuit.Isolate();
        circuit.Leave(stale, CircuitOutcome.Failure);

        circuit.Position.Should().Be(CircuitPosition.Isolated);
        circuit.Failures.Should().Be(0);
    }

    [Fact]
    public void Isolate_WhileAProbeIsOut_TheProbeDecidesNothing()
    {
        var circuit = HalfOpen();
        var probe = Enter(circuit);

        circuit.Isolate();
        circuit.Leave(probe, CircuitOutcome.Success);

        circuit.Position.Should().Be(CircuitPosition.Isolated);
    }

    [Fact]
    public void Reset_Open_ClosesAndForgets()
    {
        var circuit = Circuit();
        Fail(circuit, 5);

        circuit.Reset();

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.Failures.Should().Be(0);
        circuit.Refuses(out var retryAfter).Should().BeFalse();
        retryAfter.Should().BeNull();
        _told.Should().Equal(CircuitPosition.Open, CircuitPosition.Closed);
    }

    [Fact]
    public void Reset_Isolated_Closes()
    {
        var circuit = Circuit();
        circuit.Isolate();

        circuit.Reset();

        circuit.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public void Reset_WhileAProbeIsOut_FreesItsPlaceForTheNextTime()
    {
        var circuit = HalfOpen();
        Enter(circuit);
        circuit.Reset();
        Fail(circuit, 5);
        _clock.Advance(Open);

        circuit.TryEnter(out _, out _).Should().BeTrue();
    }

    private ConsecutiveFailureCircuit Circuit() => new(_clock, new BotCircuitOptions()) { Changed = _told.Add };

    private ConsecutiveFailureCircuit HalfOpen()
    {
        var circuit = Circuit();
        Fail(circuit, 5);
        _clock.Advance(Open);
        return circuit;
    }

    private static CircuitTicket Enter(ConsecutiveFailureCircuit circuit)
    {
        circuit.TryEnter(out var ticket, out _).Should().BeTrue();
        return ticket;
    }

    private static void Leave(ConsecutiveFailureCircuit circuit, CircuitOutcome outcome) => circuit.Leave(Enter(circuit), outcome);

    private static void Fail(ConsecutiveFailureCircuit circuit, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Leave(circuit, CircuitOutcome.Failure);
        }
    }
}
