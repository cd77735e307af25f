using BotKit.Core.Tests.Scripted;
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
    public void Snapshot_NobodyRuns_IsEmpty() => _running.Snapshot().Should().BeEmpty();

    [Fact]
    public void Snapshot_IsNewestFirst()
    {
        var runs = Add(3);

        _running.Snapshot().Should().Equal(runs.Reverse());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Remove_AnyOfThree_LeavesTheOthers(int index)
    {
        var runs = Add(3);

        _running.Remove(runs[index]);

        _running.Snapshot().Should().Equal(runs.Where(run => run != runs[index]).Reverse());
        runs[index].Next.Should().BeNull();
        runs[index].Previous.Should().BeNull();
    }

    [Fact]
    public void Find_KnownAndUnknownId_TellsThemApart()
    {
        var runs = Add(3);

        _running.Find(runs[0].ExecutionId).Should().BeSameAs(runs[0]);
        _running.Find(Guid.Empty).Should().BeNull();
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

            return running.Snapshot().SequenceEqual(expected);
        });

    private BotRun[] Add(int count)
    {
        var runs = Enumerable.Range(0, count).Select(_ => Run()).ToArray();
        Array.ForEach(runs, _running.Add);
        return runs;
    }

    private BotRun Run() => (BotRun)_host.CreateContext("go");
}
