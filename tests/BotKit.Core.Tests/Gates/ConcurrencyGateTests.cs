using BotKit.Gates;
using CsCheck;

namespace BotKit.Core.Tests.Gates;

public class ConcurrencyGateTests
{
    [Fact]
    public void TryEnter_BelowTheLimit_Enters()
    {
        var gate = new ConcurrencyGate(2);

        Enter(gate, 5).Should().Be(2);
        gate.Running.Should().Be(2);
    }

    [Fact]
    public void TryEnter_AfterExit_Enters()
    {
        var gate = new ConcurrencyGate(1);
        gate.TryEnter();
        gate.Exit();

        gate.TryEnter().Should().BeTrue();
        gate.TryEnter().Should().BeFalse();
    }

    [Fact]
    public void TryEnter_NoLimit_CountsOnly()
    {
        var gate = new ConcurrencyGate(null);

        Enter(gate, 10_000).Should().Be(10_000);
        gate.Running.Should().Be(10_000);
        gate.Limit.Should().BeNull();
    }

    [Fact]
    public void Exit_WithoutEnter_Throws()
    {
        var gate = new ConcurrencyGate(1);

        gate.Invoking(it => it.Exit()).Should().Throw<InvalidOperationException>().WithMessage("*had not entered*");
        gate.Running.Should().Be(0);
        gate.Limit.Should().Be(1);
    }

    [Fact]
    public void Limit_Raised_LetsMoreIn()
    {
        var gate = new ConcurrencyGate(1);
        Enter(gate, 5);

        gate.Limit = 3;

        Enter(gate, 5).Should().Be(2);
        gate.Limit.Should().Be(3);
    }

    [Fact]
    public void Limit_LoweredBelowRunning_LetsNobodyInUntilBelowIt()
    {
        var gate = new ConcurrencyGate(3);
        Enter(gate, 3);
        gate.Limit = 1;

        gate.Exit();
        gate.Exit();
        var whileFull = gate.TryEnter();
        gate.Exit();

        whileFull.Should().BeFalse();
        gate.TryEnter().Should().BeTrue();
        gate.Running.Should().Be(1);
    }

    [Fact]
    public void Limit_Removed_KeepsTheCount()
    {
        var gate = new ConcurrencyGate(1);
        Enter(gate, 5);

        gate.Limit = null;

        Enter(gate, 5).Should().Be(5);
        gate.Running.Should().Be(6);
    }

    /// <summary>I14, I21: whatever threads race, the result is one that some order of the calls could have had.</summary>
    [Fact]
    public void AllOperations_InParallel_AreLinearizable()
        => Gen.Int[1, 4].Select(limit => new Door(limit)).SampleParallel(
            Gen.Operation<Door>(door => door.Enter()),
            Gen.Operation<Door>(door => door.Leave()),
            Gen.OneOf<int?>(1, 2, 3, null).Operation<Door>((door, limit) => door.Gate.Limit = limit),
            equal: (one, other) => one.Gate.Running == other.Gate.Running && one.Gate.Limit == other.Gate.Limit && one.Inside == other.Inside,
            print: door => $"running {door.Gate.Running} of {door.Gate.Limit}, inside {door.Inside}",
            iter: 300);

    /// <summary>I14: runs in progress never exceed the limit, at any moment that anybody can see.</summary>
    [Fact]
    public void TryEnter_ManyThreads_NeverAboveTheLimit()
        => Gen.Int[1, 3].Sample(limit =>
        {
            var gate = new ConcurrencyGate(limit);
            int inside = 0, most = 0;
            Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            {
                if (!gate.TryEnter())
                {
                    return;
                }

                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref inside);
                gate.Exit();
            });

            return most <= limit && most > 0 && gate.Running == 0;
        }, iter: 30);

    private static int Enter(ConcurrencyGate gate, int calls) => Enumerable.Range(0, calls).Count(_ => gate.TryEnter());

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var old && old == seen ? value : old;
        }
    }

    private sealed class Door(int limit)
    {
        private int _inside;

        public ConcurrencyGate Gate { get; } = new(limit);

        public int Inside => _inside;

        public void Enter()
        {
            if (Gate.TryEnter())
            {
                Interlocked.Increment(ref _inside);
            }
        }

        public void Leave()
        {
            try
            {
                Gate.Exit();
                Interlocked.Decrement(ref _inside);
            }
            catch (InvalidOperationException)
            {
                // Nobody was inside.
            }
        }
    }
}
