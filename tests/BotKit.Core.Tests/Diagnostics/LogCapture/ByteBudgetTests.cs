using BotKit.Diagnostics;
using CsCheck;

namespace BotKit.Core.Tests.Diagnostics;

public class ByteBudgetTests
{
    [Fact]
    public void TryTake_UpToTheLast_Takes()
    {
        var budget = new ByteBudget(10);

        budget.TryTake(4).Should().BeTrue();
        budget.TryTake(6).Should().BeTrue();
        budget.Taken.Should().Be(10);
    }

    [Fact]
    public void TryTake_OneTooMany_TakesNothing()
    {
        var budget = new ByteBudget(10);
        budget.TryTake(4);

        budget.TryTake(7).Should().BeFalse();
        budget.Taken.Should().Be(4);
    }

    [Fact]
    public void Return_MakesRoom()
    {
        var budget = new ByteBudget(10);
        budget.TryTake(10);
        budget.Return(3);

        budget.TryTake(3).Should().BeTrue();
    }

    [Fact]
    public void TryTake_ByManyAtOnce_IsNeverExceededAndEndsAtZero()
        => Gen.Long[1, 40].Array[1, 20].Array[2, 4].Sample(
            threads =>
            {
                var budget = new ByteBudget(100);
                Parallel.ForEach(threads, sizes =>
                {
                    foreach (var size in sizes)
                    {
                        if (budget.TryTake(size))
                        {
                            budget.Return(size);
                        }
                    }
                });

                budget.Taken.Should().Be(0);
            },
            iter: 100,
            threads: 1);
}
