using BotKit.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Resilience;

/// <summary>What a change of the circuit's settings tells, and what it says of a time that is over.</summary>
public class CircuitConfigureTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<CircuitPosition> _told = [];
    private readonly ConsecutiveFailureCircuit _circuit;

    public CircuitConfigureTests() => _circuit = new ConsecutiveFailureCircuit(_clock, new BotCircuitOptions()) { Changed = _told.Add };

    [Fact]
    public void Configure_WhileOpen_TellsThatItClosed()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));

        _circuit.Configure(new BotCircuitOptions());

        _told.Should().Equal(CircuitPosition.Closed);
    }

    [Fact]
    public void Configure_WhileClosed_TellsNobody()
    {
        _circuit.Configure(new BotCircuitOptions());

        _told.Should().BeEmpty();
    }

    [Fact]
    public void Configure_WhileIsolated_TellsNobody()
    {
        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);

        _circuit.Configure(new BotCircuitOptions());

        _told.Should().BeEmpty();
    }

    [Fact]
    public void Adopt_IsolatedAfterAReset_IsolatesAgain()
    {
        _circuit.Isolate();
        _circuit.Reset();

        _circuit.Adopt(CircuitPosition.Isolated, TimeSpan.Zero);

        _circuit.Position.Should().Be(CircuitPosition.Isolated);
    }

    [Fact]
    public void OpenUntil_TimeIsLongOver_IsNowAndNotEarlier()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));

        _clock.Advance(TimeSpan.FromMinutes(5));

        _circuit.OpenUntil.Should().Be(_clock.GetUtcNow());
    }

    [Fact]
    public void Refuses_TimeIsLongOver_AsksForNoWait()
    {
        _circuit.Adopt(CircuitPosition.Open, TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromMinutes(5));

        _circuit.Refuses(out var retryAfter).Should().BeFalse();

        retryAfter.Should().Be(TimeSpan.Zero);
    }
}
