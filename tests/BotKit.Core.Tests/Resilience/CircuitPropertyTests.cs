using BotKit.Resilience;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Resilience;

public class CircuitPropertyTests
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(10);

    private enum Act
    {
        Enter,
        Succeed,
        Fail,
        DecideNothing,
        Wait,
        Isolate,
        Reset,
    }

    [Fact]
    public void Circuit_AnyHistory_AgreesWithTheRules()
    {
        var acts = Gen.Frequency(
            (6, Gen.Const(Act.Enter)), (2, Gen.Const(Act.Succeed)), (6, Gen.Const(Act.Fail)), (1, Gen.Const(Act.DecideNothing)),
            (3, Gen.Const(Act.Wait)), (1, Gen.Const(Act.Isolate)), (1, Gen.Const(Act.Reset)));
        Gen.Select(acts, Gen.Int[0, 20]).List[1, 60].Sample(history =>
        {
            var clock = new FakeTimeProvider();
            var circuit = new ConsecutiveFailureCircuit(clock, new BotCircuitOptions { FailureThreshold = 3, OpenDuration = Open });
            var rules = new Rules(clock);
            var out_ = new List<(CircuitTicket Ticket, int Rule)>();
            foreach (var (act, number) in history)
            {
                switch (act)
                {
                    case Act.Enter:
                        var entered = circuit.TryEnter(out var ticket, out _);
                        if (entered != rules.TryEnter(out var rule))
                        {
                            return false;
                        }

                        if (entered)
                        {
                            out_.Add((ticket, rule));
                        }

                        break;
                    case Act.Succeed or Act.Fail or Act.DecideNothing when out_.Count > 0:
                        var run = out_[number % out_.Count];
                        out_.Remove(run);
                        var outcome = act switch { Act.Succeed => CircuitOutcome.Success, Act.Fail => CircuitOutcome.Failure, _ => CircuitOutcome.Neutral };
                        circuit.Leave(run.Ticket, outcome);
                        rules.Leave(run.Rule, outcome);
                        break;
                    case Act.Wait:
                        clock.Advance(TimeSpan.FromSeconds(number));
                        break;
                    case Act.Isolate:
                        circuit.Isolate();
                        rules.Isolate();
                        break;
                    case Act.Reset:
                        circuit.Reset();
                        rules.Reset();
                        break;
                }

                if (circuit.Position != rules.Position || circuit.Failures != rules.Failures || circuit.Refuses(out _) != rules.Refuses)
                {
                    return false;
                }
            }

            return true;
        });
    }

    /// <summary>The rules once more, as plainly as they can be written.</summary>
    private sealed class Rules(FakeTimeProvider clock)
    {
        private readonly Dictionary<int, bool> _valid = [];
        private int _next;
        private bool _isolated;
        private DateTimeOffset? _openUntil;

        public int Failures { get; private set; }

        public CircuitPosition Position => _isolated ? CircuitPosition.Isolated
            : _openUntil is not { } until ? CircuitPosition.Closed
            : clock.GetUtcNow() < until ? CircuitPosition.Open
            : CircuitPosition.HalfOpen;

        public bool Refuses => Position is CircuitPosition.Isolated or CircuitPosition.Open;

        public bool TryEnter(out int ticket)
        {
            ticket = _next++;
            if (Refuses || (Position == CircuitPosition.HalfOpen && _valid.ContainsValue(true)))
            {
                return false;
            }

            _valid.Add(ticket, Position == CircuitPosition.HalfOpen);
            return true;
        }

        public void Leave(int ticket, CircuitOutcome outcome)
        {
            if (!_valid.Remove(ticket, out var isProbe))
            {
                return;
            }

            if (outcome == CircuitOutcome.Failure)
            {
                Failures++;
                if (isProbe || Failures >= 3)
                {
                    Move(clock.GetUtcNow() + Open);
                }
            }
            else if (outcome == CircuitOutcome.Success)
            {
                Failures = 0;
                if (isProbe)
                {
                    Move(null);
                }
            }
        }

        public void Isolate()
        {
            _valid.Clear();
            _isolated = true;
        }

        public void Reset()
        {
            Failures = 0;
            Move(null);
        }

        private void Move(DateTimeOffset? openUntil)
        {
            _valid.Clear();
            _isolated = false;
            _openUntil = openUntil;
        }
    }
}
