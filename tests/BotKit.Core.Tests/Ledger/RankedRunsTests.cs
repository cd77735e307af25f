using BotKit.Ledger;
using CsCheck;

namespace BotKit.Core.Tests.Ledger;

public class RankedRunsTests
{
    private readonly QueueUnderTest _store = new();

    [Fact]
    public void AddAndRemove_InAnyOrder_GoesByRankAndThenByArrival()
        => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 1_000]).Array[1, 400].Sample(
            steps =>
            {
                var ranked = new RankedRuns();
                var expected = new List<HeldRun>();
                var away = new List<HeldRun>();
                foreach (var (due, kind, which) in steps)
                {
                    if (kind == 0 && expected.Count > 0)
                    {
                        // The first one starts, or one from the middle is canceled.
                        var run = which % 2 == 0 ? expected[0] : expected[which % expected.Count];
                        ranked.Remove(run);
                        expected.Remove(run);
                        away.Add(run);
                    }
                    else
                    {
                        // A new one, or one that was put back.
                        var run = kind == 1 && away.Count > 0 ? away[which % away.Count] : new HeldRun(_store.Run(), Runs.Noon, isDirect: false);
                        away.Remove(run);
                        run.DueAt = Runs.Noon.AddSeconds(due);
                        ranked.Add(run);
                        var place = expected.FindIndex(it => it.Rank > run.Rank);
                        expected.Insert(place < 0 ? expected.Count : place, run);
                    }

                    ranked.Count.Should().Be(expected.Count);
                    ranked.First.Should().BeSameAs(expected.FirstOrDefault());
                }

                ranked.Should().Equal(expected);
            },
            iter: 300);

    [Fact]
    public void Remove_ManyBehindOneThatStays_HoldsNoneOfThem()
    {
        var ranked = new RankedRuns();
        var first = new HeldRun(_store.Run(), Runs.Noon, isDirect: false) { DueAt = Runs.Noon };
        ranked.Add(first);
        var gone = AddAndRemove(ranked);

        GC.Collect();

        gone.Should().OnlyContain(static it => !it.IsAlive, "nothing holds what has left");
        ranked.Should().Equal(first);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private List<WeakReference> AddAndRemove(RankedRuns ranked)
    {
        var gone = new List<WeakReference>();
        for (var i = 0; i < 1_000; i++)
        {
            var run = new HeldRun(_store.Run(), Runs.Noon, isDirect: false) { DueAt = Runs.Noon.AddSeconds(1) };
            ranked.Add(run);
            ranked.Remove(run);
            gone.Add(new WeakReference(run));
        }

        return gone;
    }
}
