using BotKit.Core.Tests.Scripted;
using BotKit.Execution;
using BotKit.Pipeline;
using BotKit.Testing;
using CsCheck;

namespace BotKit.Core.Tests.Pipeline;

public sealed class RunningRunsTests : IAsyncDisposable
{
    private readonly BotTestHost<ScriptedBot> _host = Hosts.Of(Script.Return());
    private readonly RunningRuns _running = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void AwaitDeadlines_OnlyWhileARunInProgressHasOne_IsTrue()
    {
        var run = Add(1)[0];
        var before = _running.AwaitDeadlines;
        run.Deadline = 10;
        var during = _running.AwaitDeadlines;
        run.TryClaim(RunCancellation.Released);

        (before, during, _running.AwaitDeadlines).Should().Be((false, true, false));
    }

    [Fact]
    public void Claim_RunThatHasEnded_IsNone()
    {
        var run = Add(1)[0];
        run.TryClaim(RunCancellation.Released);

        _running.Claim(run.ExecutionId, RunCancellation.Operator).Should().BeNull();
    }

    [Fact]
    public void ClaimLate_RunThatHasEnded_IsLeftAlone()
    {
        var run = Add(1)[0];
        run.Deadline = 10;
        run.TryClaim(RunCancellation.Released);

        _running.ClaimLate(20, out _).Should().BeEmpty();
    }

    [Fact]
    public void Claim_KnownRun_IsGivenOnce()
    {
        var runs = Add(3);

        var first = _running.Claim(runs[1].ExecutionId, RunCancellation.Operator);
        var second = _running.Claim(runs[1].ExecutionId, RunCancellation.Operator);

        first.Should().BeSameAs(runs[1]);
        second.Should().BeNull();
        runs.Select(run => run.Cancellation).Should().Equal(RunCancellation.None, RunCancellation.Operator, RunCancellation.None);
    }

    [Fact]
    public void Claim_UnknownRun_IsNone()
    {
        Add(2);

        _running.Claim(Guid.Empty, RunCancellation.Operator).Should().BeNull();
    }

    [Theory]
    [InlineData(RunCancellation.None)]
    [InlineData(RunCancellation.Operator)]
    [InlineData(RunCancellation.Host)]
    [InlineData(RunCancellation.Released)]
    internal void Holds_RunThatIsNotRecorded_IsTrue(RunCancellation reason)
    {
        var run = Add(3)[1];
        if (reason != RunCancellation.None)
        {
            run.TryClaim(reason).Should().BeTrue();
        }

        _running.Holds(run.ExecutionId).Should().BeTrue();
        _running.Holds(Guid.Empty).Should().BeFalse();
    }

    [Fact]
    public async Task Holds_IdleObject_IsFalse()
    {
        var result = await _host.RunAsync("go");

        ((BotRunner)_host.Bot()).Runtime.Running.Holds(result.ExecutionId).Should().BeFalse();
    }

    [Fact]
    public void ClaimLate_TellsTheLateOnesAndTheNextDeadline()
    {
        var runs = Add(4);
        runs[0].Deadline = 10;
        runs[1].Deadline = 11;
        runs[2].Deadline = 30;

        var late = _running.ClaimLate(10, out var next);

        late.Should().Equal(runs[0]);
        next.Should().Be(11);
        runs[0].Cancellation.Should().Be(RunCancellation.Timeout);
    }

    [Fact]
    public void ClaimLate_RunThatIsCanceledAlready_IsNotClaimedAgain()
    {
        var run = Add(1)[0];
        run.Deadline = 10;
        run.TryClaim(RunCancellation.Caller);

        _running.ClaimLate(20, out var next).Should().BeEmpty();
        next.Should().Be(long.MaxValue);
        run.Cancellation.Should().Be(RunCancellation.Caller);
    }

    [Fact]
    public void AddAndRemove_AnyOrder_HoldsWhoIsIn()
        => Gen.Int[0, 9].List[0, 60].Sample(numbers =>
        {
            var running = new RunningRuns();
            var runs = Enumerable.Range(0, 10).Select(_ => Run()).ToArray();
            var expected = new List<BotRun>();
            foreach (var run in numbers.Select(number => runs[number]))
            {
                run.Deadline = 0;
                if (expected.Remove(run))
                {
                    running.Remove(run);
                }
                else
                {
                    expected.Insert(0, run);
                    running.Add(run);
                }
            }

            return running.AwaitDeadlines == (expected.Count > 0) && running.ClaimLate(1, out _).SequenceEqual(expected);
        });

    private BotRun[] Add(int count)
    {
        var runs = Enumerable.Range(0, count).Select(_ => Run()).ToArray();
        Array.ForEach(runs, _running.Add);
        return runs;
    }

    private BotRun Run() => ((RunContext)_host.CreateContext("go")).Run;
}
