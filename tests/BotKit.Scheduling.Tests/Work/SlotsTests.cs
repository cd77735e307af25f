using BotKit.Scheduling.Tests.Fakes;
using BotKit.Scheduling.Work;

namespace BotKit.Scheduling.Tests.Work;

public sealed class SlotsTests
{
    private readonly Slots _slots = new(4);

    [Fact]
    public void Free_RunClaimedAgainBeforeItsFirstSlotWasFree_KeepsTheSecond()
    {
        var first = Runs.Claimed(fence: 1);
        var second = first with { Fence = 2 };
        _slots.Take(first);
        _slots.Take(second);
        _slots.Taken.Should().Be(2);

        _slots.Free(first);

        _slots.Taken.Should().Be(1);
        _slots.Runs.Should().Equal((second.ExecutionId, second.Fence));
        _slots.WhenEmpty.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void WhenEmpty_LastSlotFreed_Ends()
    {
        var run = Runs.Claimed();
        _slots.WhenEmpty.IsCompleted.Should().BeTrue();
        _slots.Take(run);
        var empty = _slots.WhenEmpty;
        empty.IsCompleted.Should().BeFalse();

        _slots.Free(run);

        empty.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public void Freed_SlotFreed_IsRaisedUntilLowered()
    {
        var run = Runs.Claimed();
        _slots.Take(run);
        _slots.Freed.Raised.IsCompleted.Should().BeFalse();

        _slots.Free(run);
        _slots.Freed.Raised.IsCompleted.Should().BeTrue();
        _slots.Freed.Lower();

        _slots.Freed.Raised.IsCompleted.Should().BeFalse();
    }
}
