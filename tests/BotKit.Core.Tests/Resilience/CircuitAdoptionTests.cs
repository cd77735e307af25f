using BotKit.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Resilience;

public class CircuitAdoptionTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<CircuitPosition> _told = [];
    private readonly ConsecutiveFailureCircuit _circuit;

    public CircuitAdoptionTests() => _circuit = new ConsecutiveFailureCircuit(_clock, new BotCircuitOptions()) { Changed = _told.Add };

    [Fact]
    public void Adopt_Open_RefusesForTheTimeThatIsLeft()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));

        _circuit.Refuses(out var retryAfter).Should().BeTrue();
        retryAfter.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Adopt_OpenWhoseTimeIsOver_WaitsForAProbe()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.Zero);

        _circuit.Position.Should().Be(CircuitPosition.HalfOpen);
        _circuit.TryEnter(out var ticket, out _);
        ticket.IsProbe.Should().BeTrue();
    }

    [Fact]
    public void Adopt_HalfOpen_WaitsForAProbe()
    {
        _circuit.Adopt(CircuitPosition.HalfOpen, TimeSpan.Zero);

        _circuit.Position.Should().Be(CircuitPosition.HalfOpen);
    }

    [Fact]
    public void Adopt_Anything_TellsNobody()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));
        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);
        _circuit.Adopt(CircuitPosition.Closed, TimeSpan.Zero);

        _told.Should().BeEmpty();
    }

    [Fact]
    public void Adopt_AnOlderStateBeforeAnybodyIsToldOfAReset_ChangesNothing()
    {
        _circuit.Isolate();
        _circuit.Changed = _ => _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);

        _circuit.Reset();

        _circuit.Position.Should().Be(CircuitPosition.Closed);
        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);
        _circuit.Position.Should().Be(CircuitPosition.Isolated, "what comes after it is newer");
    }

    [Fact]
    public void Adopt_ClosedWhileOpen_Closes()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));

        _circuit.Adopt(CircuitPosition.Closed, TimeSpan.Zero);

        _circuit.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public void Adopt_ClosedWhileClosed_KeepsTheCount()
    {
        _circuit.TryEnter(out var ticket, out _);
        _circuit.Leave(ticket, CircuitOutcome.Failure);

        _circuit.Adopt(CircuitPosition.Closed, TimeSpan.Zero);

        _circuit.Failures.Should().Be(1);
    }

    [Fact]
    public void Adopt_Isolated_IsolatesUntilClosedIsAdopted()
    {
        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);
        var isolated = _circuit.Position;
        _circuit.Adopt(CircuitPosition.Closed, TimeSpan.Zero);

        isolated.Should().Be(CircuitPosition.Isolated);
        _circuit.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public void Adopt_IsolatedWhileAProbeIsOut_TheProbeDecidesNothing()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.Zero);
        _circuit.TryEnter(out var probe, out _);

        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);
        _circuit.Leave(probe, CircuitOutcome.Success);

        _circuit.Position.Should().Be(CircuitPosition.Isolated);
    }

    [Fact]
    public void Adopt_OpenWhileIsolated_IsOpen()
    {
        _circuit.Isolate();

        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(5));

        _circuit.Position.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public void Adopt_OpenForLonger_WaitsLonger()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(5));

        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(50));

        _circuit.Refuses(out var retryAfter);
        retryAfter.Should().Be(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void Adopt_SameOpenAgain_LeavesTheProbeItsRight()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.Zero);
        _circuit.TryEnter(out var probe, out _);

        _circuit.Adopt(CircuitPosition.Open, TimeSpan.Zero);
        _circuit.Leave(probe, CircuitOutcome.Success);

        _circuit.Position.Should().Be(CircuitPosition.Closed);
    }
}
