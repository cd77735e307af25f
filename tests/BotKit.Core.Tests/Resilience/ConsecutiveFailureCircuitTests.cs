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
