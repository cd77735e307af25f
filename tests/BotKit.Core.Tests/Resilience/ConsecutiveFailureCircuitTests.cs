using BotKit.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Resilience;

public class ConsecutiveFailureCircuitTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _clock = new();
    private readonly BotCircuitOptions _options = new();
    private readonly List<CircuitPosition> _told = [];

    [Fact]
    public void Position_AtFirst_IsClosed()
    {
        var circuit = Circuit();

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.OpenUntil.Should().BeNull();
        circuit.Failures.Should().Be(0);
    }

    [Fact]
    public void Leave_FourthFailure_StaysClosed()
    {
        var circuit = Circuit();

        Fail(circuit, 4);

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.Failures.Should().Be(4);
        circuit.Refuses(out _).Should().BeFalse();
    }

    [Fact]
    public void Leave_FifthFailure_Opens()
    {
        var circuit = Circuit();

        Fail(circuit, 5);

        circuit.Position.Should().Be(CircuitPosition.Open);
        circuit.OpenUntil.Should().Be(_clock.GetUtcNow() + Open);
        circuit.Failures.Should().Be(5);
        _told.Should().Equal(CircuitPosition.Open);
    }

    [Fact]
    public void Leave_SuccessBetweenFailures_CountsFromTheStart()
    {
        var circuit = Circuit();
        Fail(circuit, 4);

        Leave(circuit, CircuitOutcome.Success);
        Fail(circuit, 4);

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.Failures.Should().Be(4);
    }

    [Fact]
    public void Leave_NeutralBetweenFailures_NeitherCountsNorResets()
    {
        var circuit = Circuit();
        Fail(circuit, 4);

        Leave(circuit, CircuitOutcome.Neutral);
        var position = circuit.Position;
        Fail(circuit, 1);

        position.Should().Be(CircuitPosition.Closed);
        circuit.Position.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public void Leave_InterleavedRuns_CountsInOrderOfCompletion()
    {
        var circuit = Circuit();
        var tickets = Enumerable.Range(0, 6).Select(_ => Enter(circuit)).ToArray();

        circuit.Leave(tickets[5], CircuitOutcome.Failure);
        circuit.Leave(tickets[0], CircuitOutcome.Failure);
        circuit.Leave(tickets[3], CircuitOutcome.Success);
        circuit.Leave(tickets[1], CircuitOutcome.Failure);

        circuit.Failures.Should().Be(1);
    }

    [Theory]
    [InlineData(CircuitOutcome.Success)]
    [InlineData(CircuitOutcome.Failure)]
    public void Leave_TicketFromBeforeItOpened_ChangesNothing(object outcome)
    {
        var circuit = Circuit();
        var stale = Enter(circuit);
        Fail(circuit, 5);
        _clock.Advance(TimeSpan.FromSeconds(10));

        circuit.Leave(stale, (CircuitOutcome)outcome);

        circuit.Position.Should().Be(CircuitPosition.Open);
        circuit.OpenUntil.Should().Be(_clock.GetUtcNow() + TimeSpan.FromSeconds(50));
        circuit.Failures.Should().Be(5);
        _told.Should().Equal(CircuitPosition.Open);
    }

    [Fact]
    public void Leave_TicketFromBeforeAReset_DoesNotCount()
    {
        var circuit = Circuit();
        var stale = Enter(circuit);
        Fail(circuit, 1);
        circuit.Reset();

        circuit.Leave(stale, CircuitOutcome.Failure);

        circuit.Failures.Should().Be(0);
    }

    [Fact]
    public void Leave_NotEnabled_CountsAndNeverOpens()
    {
        _options.Enabled = false;
        var circuit = Circuit();

        Fail(circuit, 50);

        circuit.Position.Should().Be(CircuitPosition.Closed);
        circuit.Failures.Should().Be(50);
    }

    [Fact]
    public void Refuses_WhileOpen_SaysHowLong()
    {
        var circuit = Circuit();
        Fail(circuit, 5);
        _clock.Advance(TimeSpan.FromSeconds(20));

        var refuses = circuit.Refuses(out var retryAfter);

        refuses.Should().BeTrue();
        retryAfter.Should().Be(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Refuses_OnceTheTimeIsOver_LetsThrough()
    {
        var circuit = Circuit();
        Fail(circuit, 5);

        _clock.Advance(Open);

        circuit.Refuses(out _).Should().BeFalse();
        circuit.Position.Should().Be(CircuitPosition.HalfOpen);
        circuit.OpenUntil.Should().Be(_clock.GetUtcNow());
    }

    [Fact]
    public void TryEnter_WhileOpen_RefusesAndSaysHowLong()
    {
        var circuit = Circuit();
        Fail(circuit, 5);
        _clock.Advance(TimeSpan.FromSeconds(59));

        var entered = circuit.TryEnter(out _, out var retryAfter);

        entered.Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void TryEnter_Closed_IsNoProbe()
    {
        var entered = Circuit().TryEnter(out var ticket, out var retryAfter);

        entered.Should().BeTrue();
        ticket.IsProbe.Should().BeFalse();
        retryAfter.Should().BeNull();
    }

    [Fact]
    public void Configure_NewThreshold_HoldsAtOnceAndForgets()
    {
        var circuit = Circuit();
        Fail(circuit, 4);

        circuit.Configure(new BotCircuitOptions { FailureThreshold = 2 });
        var afterwards = circuit.Failures;
        Fail(circuit, 2);

        afterwards.Should().Be(0);
        circuit.Position.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public void Configure_Isolated_StaysSo()
    {
        var circuit = Circuit();
        circuit.Isolate();

        circuit.Configure(new BotCircuitOptions());

        circuit.Position.Should().Be(CircuitPosition.Isolated);
    }

    [Fact]
    public void Configure_Open_Closes()
    {
        var circuit = Circuit();
        Fail(circuit, 5);

        circuit.Configure(new BotCircuitOptions { OpenDuration = TimeSpan.FromSeconds(5) });

        circuit.Position.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public void Changed_NobodyListens_IsNoError()
    {
        var circuit = new ConsecutiveFailureCircuit(_clock, _options);

        var opening = () => Fail(circuit, 5);

        opening.Should().NotThrow();
    }

    private ConsecutiveFailureCircuit Circuit() => new(_clock, _options) { Changed = _told.Add };

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
